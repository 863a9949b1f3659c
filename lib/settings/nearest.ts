import { editDistance } from "../rules/guard/did-you-mean";

/** Longer words are cut: a distance costs the product of two lengths. */
const LONGEST = 40;

/** The one of some words that somebody may have meant: no more than a third of it is spelled otherwise. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  const typed = word.slice(0, LONGEST).toLowerCase();
  const [best] = choices
    .map((choice) => ({ choice, distance: editDistance(typed, choice.toLowerCase()) }))
    .filter(({ choice, distance }) => distance <= choice.length / 3)
    .sort((one, other) => one.distance - other.distance);
  return best?.choice;
}
