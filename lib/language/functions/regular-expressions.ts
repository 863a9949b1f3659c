import { RE2JS, RE2JSSyntaxException } from "re2js";
import { failure, Unknown } from "../value";

/** A regular expression as Go reads it. */
export interface RegularExpression {
  readonly engine: RE2JS;
  /** The groups that have a name, and which they are; the first is 1. */
  readonly names: ReadonlyMap<string, number>;
  readonly groupCount: number;
}

/** What a regular expression matches in a text: the whole of it, then its groups, null where one takes no part. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | null)[];
}

/** Characters of a pattern: what is written by hand is far shorter, and long ones take seconds to compile. */
const LONGEST_PATTERN = 4096;
/**
 * How often a character may be looked at, times the size of the expression. One match takes linear time, but all
 * matches of one expression may look at all the rest of the text each.
 */
const MOST_WORK = 20_000_000;

const TOO_MUCH = "its regular expression would take too long";

/**
 * A pattern in the form that is looked for: a failure where Go does not take it, and unknown where it is too large.
 *
 * Source: https://pkg.go.dev/regexp/syntax
 */
export function compile(pattern: string): RegularExpression | Unknown {
  if (pattern.length > LONGEST_PATTERN) return new Unknown("its regular expression is longer than any that is tried");
  // Expressions in a loop use one pattern for each element.
  if (last?.pattern !== pattern) last = { pattern, expression: compileAnew(pattern) };
  return last.expression;
}

let last: { readonly pattern: string; readonly expression: RegularExpression | Unknown } | null = null;

/** What only the engine refuses: groups of one name, and what is too large for it. */
const TAKEN_BY_GO = /duplicate|deep|large/;

function compileAnew(pattern: string): RegularExpression | Unknown {
  try {
    const engine = RE2JS.compile(pattern);
    return {
      engine,
      names: new Map(Object.entries(engine.namedGroups())),
      groupCount: engine.groupCount(),
    };
  } catch (error) {
    const isRefused = error instanceof RE2JSSyntaxException && !TAKEN_BY_GO.test(error.getDescription());
    if (isRefused) return failure("its regular expression is malformed");
    return new Unknown("its regular expression cannot be evaluated here");
  }
}

/**
 * All matches from left to right as Go counts them: an empty one is none where the one before ends. What ends with an
 * unknown value is incomplete.
 */
export function* matchesIn(expression: RegularExpression, searched: string): Generator<Match | Unknown> {
  const counted = new CountedText(searched, MOST_WORK / (expression.engine.programSize() + 8));
  let [from, endOfLast] = [0, -1];
  while (from <= searched.length) {
    const match = find(expression, counted, from);
    if (match === null) return;
    if (match instanceof Unknown) {
      yield match;
      return;
    }
    const isEmpty = match.end === from;
    if (!isEmpty || match.start !== endOfLast) yield match;
    from = isEmpty ? from + ((searched.codePointAt(from) ?? 0) > 0xffff ? 2 : 1) : match.end;
    endOfLast = match.end;
  }
}

function find(expression: RegularExpression, searched: CountedText, from: number): Match | Unknown | null {
  try {
    const matcher = expression.engine.matcher(searched as unknown as string);
    if (!matcher.find(from)) return null;
    const groups = Array.from({ length: expression.groupCount + 1 }, (_, index) => matcher.group(index));
    return { start: matcher.start(), end: matcher.end(), groups };
  } catch {
    // It was stopped in the middle, so it is not used again.
    last = null;
    return new Unknown(TOO_MUCH);
  }
}

/** A text that can be looked at only so often. The engine takes a `String` as well as a string. */
class CountedText extends String {
  public constructor(
    characters: string,
    private left: number,
  ) {
    super(characters);
  }

  public override charCodeAt(index: number): number {
    this.count(1);
    return super.charCodeAt(index);
  }

  public override indexOf(wanted: string, from = 0): number {
    const found = super.indexOf(wanted, from);
    // Such a search is an order of magnitude faster than the engine.
    this.count(((found === -1 ? this.length : found) - from) / 16);
    return found;
  }

  private count(characters: number): void {
    this.left -= characters;
    if (this.left < 0) throw new RangeError(TOO_MUCH);
  }
}
