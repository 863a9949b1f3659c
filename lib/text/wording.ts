/** No name that RAM takes is longer; a longer text is not worth a screen of report. */
const LONGEST_QUOTE = 128;
/** So many names are shown; of more it is said how many there are. */
const MOST_NAMES = 3;

/** A text of a configuration inside a sentence. What a terminal would act on is made visible by the renderers. */
export function quote(text: string): string {
  return `"${shortened(text)}"`;
}

/** A text that is not worth a screen of report. */
export function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST_QUOTE + 2)];
  return characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join("")}…` : text;
}

/** `1 AccessKey`, `2 AccessKeys`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Names in a sentence, each once. */
export function named(names: Iterable<string>): string {
  const all = [...new Set(names)];
  const shown = all.slice(0, MOST_NAMES).join(", ");
  return all.length > MOST_NAMES ? `${shown} and ${counted(all.length - MOST_NAMES, "other")}` : shown;
}
