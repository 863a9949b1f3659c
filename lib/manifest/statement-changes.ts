import { listed, quoted, said, type ChangeKind, type Said, type Weight } from "./change";
import { Coverings, type Coverage } from "./coverage";
import { isNotKnown, type ManifestStatement, type Told } from "./manifest";
import { distinct } from "./order";

/** One action, or all but some, with the rest of its statement. */
interface Unit {
  readonly effect: string;
  readonly action: string;
  /** What follows the actions in the sentence. */
  readonly rest: readonly string[];
  readonly statement: ManifestStatement;
}

/** A unit that only one side has, and how much of it the other side says all the same. */
interface Difference extends Unit {
  readonly adverb: "now" | "still" | "no longer";
  /** What ends the sentence where it is not all that is to be said. */
  readonly but: string;
}

/** What a policy document says now and did not say before, action by action. */
export function statementChanges(
  kind: ChangeKind,
  before: Told<readonly ManifestStatement[]>,
  after: Told<readonly ManifestStatement[]>,
): Said[] {
  if (isNotKnown(after)) return [said(kind, "high", `its document is ${quoted(after)}`)];
  const current = unitsOf(after);
  if (isNotKnown(before)) {
    const known = [...current.values()].map((unit): Difference => ({ ...unit, adverb: "now", but: "" }));
    return [said(kind, "medium", "its document is known now"), ...sentences(kind, known)];
  }
  const old = unitsOf(before);
  const changes = sentences(kind, [
    ...compared(without(current, old), before, gained),
    ...compared(without(old, current), after, lost),
  ]);
  return changes.length > 0 ? changes : [said(kind, "low", "says the same in other statements")];
}

/** What is there now; what all of it was there before, in other words, is there still. */
function gained(coverage: Coverage): Pick<Difference, "adverb" | "but"> {
  return coverage === "all" ? { adverb: "still", but: "" } : { adverb: "now", but: "" };
}

/** What is not there any more; null where all of it is, in other words. */
function lost(coverage: Coverage, verb: string): Pick<Difference, "adverb" | "but"> | null {
  const bare = verb === "denies" ? "deny" : "allow";
  const buts: Readonly<Record<Exclude<Coverage, "all">, string>> = {
    none: "",
    part: `, except what other statements still ${bare}`,
    conditional: ", unless the conditions of other statements hold",
    undecided: ", unless a statement does that cannot be compared",
  };
  return coverage === "all" ? null : { adverb: "no longer", but: buts[coverage] };
}

function compared(
  units: ReadonlyMap<string, Unit>,
  others: readonly ManifestStatement[],
  judge: (coverage: Coverage, verb: string) => Pick<Difference, "adverb" | "but"> | null,
): Difference[] {
  const byEffect = new Map<string, Coverings>();
  return [...units.values()].flatMap((unit) => {
    const { effect, statement } = unit;
    const coverings = byEffect.get(effect) ?? new Coverings(others.filter((other) => other.effect === effect));
    byEffect.set(effect, coverings);
    const judged = judge(coverings.of(statement, units.size), verbOf(effect));
    return judged === null ? [] : [{ ...unit, ...judged }];
  });
}

function unitsOf(statements: readonly ManifestStatement[]): Map<string, Unit> {
  const units = new Map<string, Unit>();
  for (const statement of statements) {
    const { effect, actions, ...others } = statement;
    const [notActions, resources, notResources, principals, conditions] = [
      distinct(others.notActions),
      distinct(others.resources),
      distinct(others.notResources),
      distinct(others.principals),
      distinct(others.conditions),
    ];
    const rest = [
      ...(resources.length > 0 ? [`on ${listed(resources)}`] : []),
      ...(notResources.length > 0 ? [`on all but ${listed(notResources)}`] : []),
      ...(principals.length > 0 ? [`to ${listed(principals)}`] : []),
      ...(conditions.length > 0 ? [`if ${listed(conditions)}`] : []),
    ];
    const everything = { principals, resources, notResources, conditions };
    const add = (action: string, key: unknown, part: Pick<ManifestStatement, "actions" | "notActions">): unknown =>
      units.set(JSON.stringify([effect, key, everything]), {
        effect,
        action,
        rest,
        statement: { ...statement, ...part },
      });
    for (const action of actions) add(action, [action], { actions: [action], notActions: [] });
    if (notActions.length > 0) {
      add(`all but ${notActions.join(", ")}`, { notActions }, { actions: [], notActions });
    }
    if (actions.length === 0 && notActions.length === 0) add("no action", [], { actions, notActions });
  }
  return units;
}

function without(units: Map<string, Unit>, others: Map<string, Unit>): Map<string, Unit> {
  return new Map([...units].filter(([key]) => !others.has(key)));
}

/** One sentence for the actions that share the rest of their statement. */
function sentences(kind: ChangeKind, differences: readonly Difference[]): Said[] {
  const groups = new Map<string, Difference & { readonly actions: string[] }>();
  for (const difference of differences) {
    const { effect, rest, adverb, but } = difference;
    const key = JSON.stringify([effect, rest, adverb, but]);
    const group = groups.get(key) ?? { ...difference, actions: [] };
    groups.set(key, group);
    group.actions.push(difference.action);
  }
  return [...groups.values()].map(({ effect, rest, adverb, but, actions }) => {
    const words = [adverb, verbOf(effect), listed(actions), ...rest].join(" ");
    return said(kind, weightOf(effect, adverb), words + but);
  });
}

function verbOf(effect: string): string {
  return effect === "Allow" ? "allows" : effect === "Deny" ? "denies" : `has the effect ${quoted(effect)} for`;
}

function weightOf(effect: string, adverb: Difference["adverb"]): Weight {
  if (adverb === "still") return "low";
  const widens = (effect === "Deny") === (adverb === "no longer");
  if (widens) return "high";
  return effect === "Deny" ? "low" : "medium";
}
