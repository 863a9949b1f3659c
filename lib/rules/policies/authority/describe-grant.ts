import { quote, shortened } from "../../wording";
import type { Grant, Via } from "./authority";

/** More than these are not read by anybody. */
const SHOWN = 5;

/** `ram:CreateAccessKey on * (through group "admins", policy "x")`. */
export function describeGrant(grant: Grant): string {
  const { actions, exceptActions, targets, exceptTargets, conditions, conditionsChanged, via } = grant;
  const [first, ...others] = via;
  const notes = [
    ...(grant.change === "no longer denied" ? ["no longer denied"] : grant.change === "denied" ? ["now denied"] : []),
    ...(conditionsChanged ? ["conditions changed"] : []),
    ...describeVia(first),
    ...(others.length > 0 ? [`and ${others.length} more ${others.length === 1 ? "way" : "ways"}`] : []),
  ];
  const preposition = grant.kind === "trust" ? "by" : "on";
  const what =
    actions.length === 0
      ? "all that the policy allows"
      : `${listed(actions, exceptActions)} ${preposition} ${listed(targets, exceptTargets)}`;
  const comparisons = conditions.map(({ operator, key, values }) => `${operator} ${key} = ${joined(values)}`);
  const when = comparisons.length > 0 ? ` if ${comparisons.join(" and ")}` : "";
  return `${what}${when} (${notes.join(", ")})`;
}

function describeVia({ policy, through }: Via): string[] {
  const noun = policy?.type === "System" ? "system policy" : "policy";
  return [
    ...(through ? [`through group ${quote(through.group.name ?? through.group.label)}`] : []),
    policy === null ? "trust policy" : `${noun} ${quote(policy.name ?? "")}`,
  ];
}

function listed(patterns: readonly string[], except: readonly string[]): string {
  return except.length > 0 ? `${joined(patterns)} except ${joined(except)}` : joined(patterns);
}

function joined(texts: readonly string[]): string {
  const shown = texts.slice(0, SHOWN).map(shortened).join(", ");
  return texts.length > SHOWN ? `${shown} and ${texts.length - SHOWN} more` : shown;
}
