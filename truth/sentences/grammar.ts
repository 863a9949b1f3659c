/** A way of saying something, as a regular expression, and whether it may be said of these facts. */
export interface Phrase<Facts> {
  readonly text: string;
  readonly holds: (facts: Facts, said: string) => boolean;
}

/** A sentence: words, and phrases by their names in braces. It is false where one of its phrases is. */
export interface Sentence<Facts> {
  readonly text: string;
  readonly holds: (facts: Facts) => boolean;
}

export type Phrases<Facts> = Readonly<Record<string, readonly Phrase<Facts>[]>>;

/** What is wrong with a text: no sentence is like it, or what it says is not so. Null where it is right. */
export function objection<Facts>(
  text: string,
  facts: Facts,
  sentences: readonly Sentence<Facts>[],
  phrases: Phrases<Facts>,
): string | null {
  let problem = "no sentence is like that";
  for (const sentence of sentences) {
    const found = new RegExp(`^${patternOf(sentence.text, phrases)}$`).exec(text);
    if (!found) continue;
    const untrue = Object.entries(found.groups ?? {}).find(
      ([name, said]) => said !== undefined && !isSo(phrases[name.replace(/_\d+$/, "")] ?? [], facts, said),
    );
    if (sentence.holds(facts) && !untrue) return null;
    problem = untrue ? `"${untrue[1].trim()}" is not so` : "it is not so";
  }
  return problem;
}

function isSo<Facts>(alternatives: readonly Phrase<Facts>[], facts: Facts, said: string): boolean {
  return alternatives.some(({ text, holds }) => new RegExp(`^(?:${text})$`).test(said) && holds(facts, said));
}

/** Each phrase becomes a group of its own name, with a number, since a name may come twice. */
function patternOf<Facts>(template: string, phrases: Phrases<Facts>): string {
  let count = 0;
  return template
    .split(/(\{\w+\})/)
    .map((part) => {
      const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      const texts = (phrases[name] ?? []).map(({ text }) => text);
      return `(?<${name}_${(count += 1)}>${texts.map((text) => `(?:${text})`).join("|")})`;
    })
    .join("");
}
