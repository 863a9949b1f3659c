import { lineAt, type Attack } from "../attack";
import { Random } from "../../truth/random";
import { KINDS, lettersOf, tracesOf, type Kind } from "./kinds";
import { POSITIONS, type Position } from "./positions";
import type { Outputs } from "./runs";

/** A secret of a kind, made for one round. */
interface Secret {
  readonly kind: Kind;
  readonly seed: string;
  readonly text: string;
}

/** A secret of every kind in every position, and every output searched for it. */
export const secrets: Attack = {
  promised: "secrets",
  name: "secrets in every position",
  rounds: POSITIONS.length,
  async round(round) {
    const position = lineAt(POSITIONS, round);
    const secrets = KINDS.filter(position.promises).map((kind): Secret => {
      const seed = `${round} ${kind.name}`;
      return { kind, seed, text: kind.make(new Random(seed)) };
    });
    const holes: string[] = [];
    for (const together of position.isAlone ? secrets.map((secret) => [secret]) : [secrets]) {
      const outputs = new Map<string, string>();
      for (const [output, text] of await position.run(together.map(({ text }) => text))) {
        outputs.set(output, lettersOf(text));
      }
      for (const secret of together) holes.push(...holesIn(outputs, position, secret));
    }
    return holes;
  },
};

/** @param outputs the letters of each */
function* holesIn(outputs: Outputs, { name }: Position, { kind, seed, text }: Secret): Iterable<string> {
  const traces = tracesOf(kind, text);
  for (const [output, letters] of outputs) {
    if (traces.some((trace) => letters.includes(trace))) {
      yield `${name}: ${output} shows the ${kind.name} of seed "${seed}"`;
    }
  }
}
