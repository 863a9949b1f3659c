import { Random } from "../../truth/random";
import { NAMES } from "../names/names";
import { Generator } from "./generator";
import { textOf, type Node } from "./node";
import { referencesTo } from "./references";
import { randomType } from "./types";

const REFERENCES = NAMES.flatMap(referencesTo);

/** Longer ones show nothing that shorter ones do not, and are slow. */
const MOST_CHARACTERS = 500;

/** Random expressions, the same for the same seed. `openness` is how often an open name is taken where any would do. */
export function generate(seed: number | string, count: number, openness: number): Node[] {
  return Array.from({ length: count }, (_, index) => {
    const random = new Random(`${seed}.${index}`);
    for (;;) {
      const node = new Generator(random, REFERENCES, openness, random.between(1, 4)).of(randomType(random));
      if (textOf(node).length <= MOST_CHARACTERS) return node;
    }
  });
}
