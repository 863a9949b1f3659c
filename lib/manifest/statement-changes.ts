import { listed, quoted, said, type ChangeKind, type Said, type Weight } from "./change";
import { isNotKnown, type ManifestStatement, type Told } from "./manifest";
import { distinct } from "./order";

/** One action, or all but some, with the rest of its statement. */
interface Unit {
  readonly effect: string;
  readonly action: string;
  /** What follows the actions in the sentence. */
  readonly rest: readonly string[];
}

/** What a policy document says now and did not say before, action by action. */
export function statementChanges(
  kind: ChangeKind,
  before: Told<readonly ManifestStatement[]>,
  after: Told<readonly ManifestStatement[]>,
): Said[] {
  if (isNotKnown(after)) return [said(kind, "high", `its document is ${quoted(after)}`)];
  if (isNotKnown(before)) {
    return [said(kind, "medium", "its document is known now"), ...sentences(kind, unitsOf(after), "now")];
  }
  const old = unitsOf(before);
  const current = unitsOf(after);
  return [...sentences(kind, without(current, old), "now"), ...sentences(kind, without(old, current), "no longer")];
}

function unitsOf(statements: readonly ManifestStatement[]): Map<string, Unit> {
  const units = new Map<string, Unit>();
  for (const { effect, actions, ...others } of statements) {
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
    const add = (action: string, key: unknown): unknown =>
      units.set(JSON.stringify([effect, key, everything]), { effect, action, rest });
    for (const action of actions) add(action, [action]);
    if (notActions.length > 0) add(`all but ${notActions.join(", ")}`, { notActions });
    if (actions.length === 0 && notActions.length === 0) add("no action", []);
  }
  return units;
}

function without(units: Map<string, Unit>, others: Map<string, Unit>): Map<string, Unit> {
  return new Map([...units].filter(([key]) => !others.has(key)));
}

/** One sentence for the actions that share the rest of their statement. */
function sentences(kind: ChangeKind, units: Map<string, Unit>, adverb: "now" | "no longer"): Said[] {
  const groups = new Map<
    string,
    { readonly effect: string; readonly rest: readonly string[]; readonly actions: string[] }
  >();
  for (const { effect, action, rest } of units.values()) {
    const key = JSON.stringify([effect, rest]);
    const group = groups.get(key) ?? { effect, rest, actions: [] };
    groups.set(key, group);
    group.actions.push(action);
  }
  return [...groups.values()].map(({ effect, rest, actions }) => {
    const verb = effect === "Allow" ? "allows" : effect === "Deny" ? "denies" : `has the effect ${quoted(effect)} for`;
    return said(kind, weightOf(effect, adverb), [adverb, verb, listed(actions), ...rest].join(" "));
  });
}

function weightOf(effect: string, adverb: "now" | "no longer"): Weight {
  const widens = (effect === "Deny") === (adverb === "no longer");
  if (widens) return "high";
  return effect === "Deny" ? "low" : "medium";
}
