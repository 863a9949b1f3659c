/**
 * The function with its results remembered for as long as what they are of: most rules ask an inventory the same few
 * questions.
 */
export function rememberedOf<Subject extends object, Result>(
  find: (subject: Subject) => Result,
): (subject: Subject) => Result {
  const results = new WeakMap<Subject, { readonly result: Result }>();
  return (subject) => {
    let known = results.get(subject);
    if (known === undefined) {
      known = { result: find(subject) };
      results.set(subject, known);
    }
    return known.result;
  };
}
