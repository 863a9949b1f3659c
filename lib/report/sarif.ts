import type { Location, PhysicalLocation, ReportingDescriptor, Result, Suppression } from "sarif";
import { fingerprint } from "../rules/fingerprint";
import type { Acceptance, Finding, Level, Place } from "../rules/finding";
import type { Rule } from "../rules/rule";
import { acceptanceText } from "./decisions";
import { labelOf, locationOf, uriOf } from "./place-text";
import { remarksOf } from "./remarks";
import type { Renderer, ReportContext } from "./report";
import { headlineOf } from "./review/headline";
import { sarifLog, sentence, type SarifNotification } from "./sarif-log";
import { unjudgedLines } from "./unjudged";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Level, string>;

type Files = ReadonlyMap<string, string>;

/**
 * Findings as SARIF 2.1.0, for code scanning. A finding points at the TypeScript line where that is known, else at the
 * start of the configuration, else at what was given, by its name: GitHub takes none that points nowhere. What was
 * acknowledged is there with its suppression.
 *
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const renderSarif: Renderer = (findings, context) => {
  const { version, rules, files, unjudged = [], review } = context;
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const occurrences = new Map<string, number>();
  const results = findings.map((finding): Result => {
    const identity = fingerprint(finding);
    const occurrence = (occurrences.get(identity) ?? 0) + 1;
    occurrences.set(identity, occurrence);
    const index = indexes.get(finding.rule);
    return {
      ruleId: finding.rule,
      ...(index !== undefined && { ruleIndex: index }),
      ...resultOf(finding, files),
      // The first is what GitHub tells alerts apart by; without it, all those of one line would be one.
      partialFingerprints: { primaryLocationLineHash: `${identity}:${occurrence}`, "ramparts/v1": identity },
    };
  });
  return sarifLog({
    version,
    rules: rules.map(descriptorOf),
    results,
    notifications: [...notificationsOf(context)],
    isComplete: unjudged.length === 0,
    ...(review && { properties: { review: headlineOf(review) } }),
  });
};

/** What is about no place of the code: GitHub shows it with the run. */
function* notificationsOf(context: ReportContext): Generator<SarifNotification> {
  const { breakGlass, unjudged = [], review } = context;
  if (breakGlass !== undefined) yield { level: "warning", text: `break glass: ${breakGlass}` };
  for (const each of unjudged) yield { level: "error", text: unjudgedLines(each).join(" ") };
  if (review) yield { level: "note", text: headlineOf(review) };
  for (const text of remarksOf(context)) yield { level: "note", text };
}

function descriptorOf({ id, level, fixed, title, why, fix, twins = {} }: Rule): ReportingDescriptor {
  const elsewhere = Object.entries(twins).map(([name, twin]) => `${name} ${twin}`);
  const help = [why, `To fix: ${fix}.`, ...(elsewhere.length > 0 ? [`Elsewhere: ${elsewhere.join(", ")}.`] : [])];
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: help.join("\n") },
    defaultConfiguration: { level: LEVELS[level] },
    properties: { tags: ["security"], fixed: fixed ?? false },
  };
}

function resultOf(finding: Finding, files: Files): Omit<Result, "ruleId"> {
  const { level, message, fix, related, acknowledged, verdict, unknown, subject } = finding;
  return {
    level: LEVELS[level],
    message: { text: sentence(`${message}. To fix: ${fix}.`) },
    locations: [sarifLocation(finding, files)],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, index) => ({
        id: index + 1,
        message: { text: sentence(labelOf(place)) },
        ...sarifLocation(place, files),
      })),
    }),
    ...(acknowledged && { suppressions: [suppressionOf(acknowledged)] }),
    properties: { verdict, subject, unknown },
  };
}

function suppressionOf(acceptance: Acceptance): Suppression {
  const kind = acceptance.external ? "external" : "inSource";
  return { kind, status: "accepted", justification: sentence(acceptanceText(acceptance)) };
}

function sarifLocation(place: Place, files: Files): Location {
  const { path, address } = place;
  return {
    physicalLocation: physicalLocationOf(place, files),
    logicalLocations: [
      ...(path === null ? [] : [{ fullyQualifiedName: path, kind: "construct" }]),
      { fullyQualifiedName: address, kind: "resource" },
    ],
  };
}

function physicalLocationOf(place: Place, files: Files): PhysicalLocation {
  const { file, line } = locationOf(place, files) ?? { file: place.stack, line: 1 };
  return { artifactLocation: { uri: uriOf(file) || "stack" }, region: { startLine: line } };
}
