import { withinEffort } from "../effort";
import { commonPiece, piecesOf, remainder, type Clause, type Piece } from "./pieces";
import type { Source } from "./sources";

/** More pairs of what is allowed and what was denied are not compared: all that was denied is reported. */
const MAXIMUM_PAIRS = 100_000;
/** More pieces are reported as they are; only an exact comparison could tell that some of them are no gain. */
const MAXIMUM_EXACT = 200;

/**
 * So many characters are compared for one source; beyond that it is undecided. Policies in use, which hardly overlap,
 * need far less, also where they have the full length that RAM takes.
 */
const MAXIMUM_EFFORT = 20_000_000;

/** What the sources of one side allow together that those of the other do not. */
export interface Gain {
  /** The source that allows it; for a denial that is gone the one that denied it. */
  readonly source: Source;
  readonly isDenialGone: boolean;
  readonly pieces: readonly Piece[];
  /** True where the other side allows it too, under other conditions. */
  readonly conditionsChanged: boolean;
}

export interface Difference {
  readonly gains: readonly Gain[];
  /** Those that are not compared to the end. */
  readonly undecided: readonly Source[];
}

/**
 * What somebody with the sources `after` may do that somebody with `before` may not. It errs to the side of a gain: an
 * empty answer is certain, and a gain may be less than it says.
 */
export function difference(before: readonly Source[], after: readonly Source[]): Difference {
  const old = new Set(before);
  const current = new Set(after);
  const denies = after.flatMap((source) => source.denies);
  const allows = before.flatMap((source) => (source.isOpaque ? [] : source.allows));
  const unconditional = allows.map((clause): Clause => ({ ...clause, conditions: [] }));
  const gone = before.filter((source) => !current.has(source) && source.denies.length > 0);
  const kept: Piece[] = [];
  const found: Gain[] = [];
  const undecided: Source[] = [];

  for (const source of after) {
    if (old.has(source) && gone.length === 0) continue;
    const compared = withinEffort(MAXIMUM_EFFORT, () => {
      const allowed = remainder(source.allows.flatMap(piecesOf), denies);
      const rest = new Set(old.has(source) ? [] : leftBy([...denies, ...allows], remainder(allowed, allows)));
      const [otherwise, entirely] = parted(rest, (piece) => remainder([piece], unconditional).length === 0);
      // What is reported whole need not be reported again for a denial that is gone.
      return { kept: allowed.filter((piece) => !rest.has(piece)), otherwise, entirely };
    });
    if (compared === null) {
      undecided.push(source);
      continue;
    }
    for (const piece of compared.kept) kept.push(piece);
    found.push({ source, isDenialGone: false, pieces: compared.entirely, conditionsChanged: false });
    found.push({ source, isDenialGone: false, pieces: compared.otherwise, conditionsChanged: true });
  }
  for (const source of gone) {
    const pieces = withinEffort(MAXIMUM_EFFORT, () => {
      const lifted = remainder(source.denies.flatMap(piecesOf), denies);
      return lifted.length * kept.length > MAXIMUM_PAIRS ? lifted : leftBy(denies, commonPieces(kept, lifted));
    });
    if (pieces === null) undecided.push(source);
    else found.push({ source, isDenialGone: true, pieces, conditionsChanged: false });
  }
  return { gains: found.filter(({ pieces }) => pieces.length > 0), undecided };
}

/** The pieces of which the clauses together leave anything. */
function leftBy(clauses: readonly Clause[], pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.length > MAXIMUM_EXACT) return pieces;
  return pieces.filter((piece) => remainder([piece], clauses, "split").length > 0);
}

function commonPieces(allowed: readonly Piece[], lifted: readonly Piece[]): Piece[] {
  return lifted.flatMap((piece) => allowed.flatMap((each) => commonPiece(each, piece) ?? []));
}

function parted<T>(items: Iterable<T>, isFirst: (item: T) => boolean): [T[], T[]] {
  const first: T[] = [];
  const second: T[] = [];
  for (const item of items) (isFirst(item) ? first : second).push(item);
  return [first, second];
}
