/** The promises of SECURITY.md that are tried. */
export type Promised = "gate" | "secrets" | "sandbox" | "time";

/**
 * Something that is tried against ramparts, again and again with other inputs. A new position is one line in the table
 * of an attack, not a new attack.
 */
export interface Attack {
  readonly promised: Promised;
  /** What is tried, as the figures call it. */
  readonly name: string;
  /** How many rounds there are at least, so that every line of its table has its turn. */
  readonly rounds: number;
  /**
   * One round.
   *
   * @param round its number, from 0; after `rounds` of them the table begins again, with other random parts
   * @returns the holes that were found, each a sentence with what is needed to see it again; none where all held
   */
  round(round: number): readonly string[] | Promise<readonly string[]>;
  /** What was measured, as a line; null where nothing was. */
  figure?(): string | null;
}

/** The line of a table that has its turn in a round. */
export function lineAt<T>(table: readonly T[], round: number): T {
  const line = table[round % table.length];
  if (line === undefined) throw new Error("there is nothing in the table of an attack");
  return line;
}
