import type { PolicyCondition } from "../policy/policy-conditions";
import { clauseOf, piecesOf, remainder, type Clause } from "../rules/policies/authority/pieces";
import { withinEffort } from "../rules/policies/effort";
import type { ManifestStatement } from "./manifest";

/**
 * How much of a statement others say too: `all` and `none` are certain. `part` may be all for what is known, and
 * `conditional` is what they say under conditions that are not certainly as wide. `undecided` where something of
 * either cannot be read.
 */
export type Coverage = "all" | "part" | "conditional" | "none" | "undecided";

/** So many comparisons are made of one document; nobody's policy needs more. */
const MOST_COMPARISONS = 1_000_000;
/** So many characters are compared for all statements of a document. */
const MOST_EFFORT = 20_000_000;
/** What the manifest writes for what is no text. */
const UNREADABLE = "not readable";
/** Several values of these operators can be told apart in a manifest: none of them holds a comma. */
const SEPARABLE = /^(?:IpAddress|NotIpAddress|(?:Numeric|Date)\w+)$/;

/** The statements of one effect, to which others are compared. */
export class Coverings {
  private readonly clauses: readonly Clause[];
  private readonly unconditional: readonly Clause[];
  private readonly isWhole: boolean;

  constructor(statements: readonly ManifestStatement[]) {
    const read = statements.map(clauseIn);
    this.clauses = read.filter((clause) => clause !== null);
    this.unconditional = this.clauses.map((clause) => ({ ...clause, conditions: [] }));
    this.isWhole = this.clauses.length === read.length;
  }

  /** @param comparisons how many statements are compared with these */
  of(statement: ManifestStatement, comparisons: number): Coverage {
    const clause = clauseIn(statement);
    if (clause === null || comparisons * this.clauses.length > MOST_COMPARISONS) return "undecided";
    return withinEffort(MOST_EFFORT / comparisons, () => this.coverageOf(clause)) ?? "undecided";
  }

  private coverageOf(clause: Clause): Coverage {
    const pieces = piecesOf(clause);
    const rest = remainder(pieces, this.clauses, "split");
    if (rest.length === 0) return "all";
    if (!this.isWhole) return "undecided";
    const isUntouched = (left: typeof rest): boolean =>
      left.length === pieces.length && left.every((piece, index) => piece === pieces[index]);
    if (!isUntouched(rest)) return "part";
    return isUntouched(remainder(pieces, this.unconditional, "split")) ? "none" : "conditional";
  }
}

/** What a statement of a manifest means; null where that cannot be told. */
function clauseIn(statement: ManifestStatement): Clause | null {
  const { effect, actions, notActions, resources, notResources, principals, conditions } = statement;
  if (effect !== "Allow" && effect !== "Deny") return null;
  const isNotAction = notActions.length > 0;
  const isNotResource = notResources.length > 0;
  const isTrust = principals.length > 0;
  const targets = isTrust ? principals : [...resources, ...notResources];
  const named = [...actions, ...notActions];
  const isTwofold = isNotAction === actions.length > 0 || (resources.length > 0 && isNotResource);
  const isOdd = isTrust && resources.length + notResources.length > 0;
  if (isTwofold || isOdd || named.length === 0 || targets.length === 0) return null;
  if ([...named, ...targets].some((text) => text === UNREADABLE || text.endsWith(` ${UNREADABLE}`))) return null;
  if (principals.some((principal) => principal.startsWith("all but "))) return null;
  const read = conditions.map(conditionIn);
  if (!read.every((condition) => condition !== null)) return null;
  return clauseOf(
    {
      effect,
      actions: named,
      isNotAction,
      resources: isTrust ? [] : targets,
      isNotResource,
      principals,
      conditions: read,
      isConditional: read.length > 0,
    },
    isTrust ? "trust" : "permissions",
  );
}

/** `IpAddress acs:SourceIp = 10.0.0.0/8, 11.0.0.0/8` */
function conditionIn(text: string): PolicyCondition | null {
  const [, operator = "", key = "", values = ""] = /^(\S+) (\S+) = (.*)$/s.exec(text) ?? [];
  if (operator === "" || values.split(", ").includes(UNREADABLE)) return null;
  return { operator, key, values: SEPARABLE.test(operator) ? values.split(", ") : [values] };
}
