import { compareText } from "../../place-order";
import type { Grant, Via } from "./authority";
import type { Gain } from "./difference";
import type { Extent } from "./extent";
import { ACTIONS, type Language } from "./languages";
import type { Piece } from "./pieces";
import type { Source } from "./sources";
import { compareWeight, heaviest, statementOf, weightOf } from "./weight";

/** A grant that is the same for everybody who gets it, however it comes to them. */
export interface Share extends Omit<Grant, "kind" | "via"> {
  readonly source: Source;
}

/** The parts of a share that pieces have in common. */
type Terms = Pick<Share, "actions" | "exceptActions" | "targets" | "exceptTargets" | "conditions">;

/** What is gained, in as few words as possible. */
export function sharesOf(gained: readonly Gain[], isLoss: boolean): Share[] {
  return gained.flatMap((gain) => {
    const { source, isDenialGone, conditionsChanged } = gain;
    const change = isLoss
      ? isDenialGone
        ? "denied"
        : "no longer allowed"
      : isDenialGone
        ? "no longer denied"
        : "allowed";
    return termsOf(gain).map((terms): Share => {
      const weight = source.isOpaque ? source.weight : weightOfTerms(terms);
      return { ...terms, change, conditionsChanged, weight, source };
    });
  });
}

/** True for a grant that comes or goes with the denial of it. */
export function isOfDenial({ change }: Pick<Grant, "change">): boolean {
  return change === "denied" || change === "no longer denied";
}

/** The most dangerous first, and else in an order that does not depend on that of the input. */
export function inOrder(grants: readonly Grant[]): Grant[] {
  const textOf = (grant: Grant): string => {
    const { actions, targets, exceptActions, exceptTargets, conditions, via } = grant;
    const terms = [actions, targets, exceptActions, exceptTargets, conditions];
    return JSON.stringify([grant.kind, isOfDenial(grant), ...terms, via.map(viaText)]);
  };
  return grants
    .map((grant) => ({ grant, text: textOf(grant) }))
    .sort((one, other) => compareWeight(one.grant.weight, other.grant.weight) || compareText(one.text, other.text))
    .map(({ grant }) => grant);
}

/** What orders the ways: those of the principal itself come before those through a group. */
export function viaText({ policy, through, site }: Via): string {
  return JSON.stringify([through?.group.label ?? "", policy?.name ?? "", site.stack, site.address]);
}

function termsOf({ source, isDenialGone, pieces }: Gain): Terms[] {
  if (source.isOpaque && !isDenialGone) {
    return [{ actions: [], exceptActions: [], targets: [], exceptTargets: [], conditions: [] }];
  }
  const byTarget = merged(pieces.map(termsOfPiece), "actions", ACTIONS);
  return merged(byTarget, "targets", pieces[0]?.language ?? ACTIONS);
}

function termsOfPiece({ actions, targets, conditions }: Piece): Terms {
  return {
    actions: [actions.include],
    exceptActions: exceptionsOf(actions),
    targets: [targets.include],
    exceptTargets: exceptionsOf(targets),
    conditions,
  };
}

/** What a reader needs to know of them: one name is granted, whatever differs from it in case only. */
function exceptionsOf({ include, exclude }: Extent): string[] {
  return /[*?]/.test(include) ? [...exclude].sort(compareText) : [];
}

/** One for all that differ in one part only. */
function merged(all: readonly Terms[], part: "actions" | "targets", language: Language): Terms[] {
  const groups = new Map<string, { readonly terms: Terms; readonly patterns: Set<string> }>();
  for (const terms of all) {
    const key = JSON.stringify({ ...terms, [part]: null });
    const group = groups.get(key) ?? { terms, patterns: new Set() };
    groups.set(key, group);
    for (const pattern of terms[part]) group.patterns.add(pattern);
  }
  return [...groups.values()].map(({ terms, patterns }) => ({ ...terms, [part]: withoutCovered(patterns, language) }));
}

/** The patterns, in order, without those that another one of them covers. */
function withoutCovered(patterns: ReadonlySet<string>, language: Language): string[] {
  const kept: string[] = [];
  // What covers another is not longer than it, but for wildcards that stand for nothing.
  for (const pattern of [...patterns].sort((one, other) => one.length - other.length || compareText(one, other))) {
    if (!kept.some((each) => language.covers(each, pattern))) kept.push(pattern);
  }
  return kept.sort(compareText);
}

function weightOfTerms({ actions, exceptActions, targets, exceptTargets }: Terms): Grant["weight"] {
  const allowed = statementOf("Allow", actions, targets);
  const denied = [statementOf("Deny", exceptActions, ["*"]), statementOf("Deny", ["*"], exceptTargets)];
  return weightOf([allowed, ...denied]);
}

/** The weight of all that the sources grant. */
export function weightOfSources(sources: readonly Source[]): Grant["weight"] {
  return heaviest(sources.map(({ weight }) => weight));
}
