import type { Inventory } from "../inventory/model";
import type { NotReadInStack } from "../inventory/not-read";
import { redactor } from "../inventory/redaction";
import type { Finding, Place } from "./finding";

/**
 * The findings without the credentials that their texts would show. Whatever is evaluated has the texts as they are in
 * the configuration, since names and paths are compared; whatever is shown comes through here.
 */
export function redacted(findings: readonly Finding[], ...inventories: readonly Inventory[]): Finding[] {
  const redact = redactorOf(inventories);
  return findings.map((finding) => ({
    ...finding,
    ...redactedPlace(finding, redact),
    subject: finding.subject && redact(finding.subject),
    message: redact(finding.message),
    fix: redact(finding.fix),
    related: finding.related.map((place) => redactedPlace(place, redact)),
    unknown: finding.unknown && redact(finding.unknown),
    acknowledged: finding.acknowledged && redactedTexts(finding.acknowledged, redact),
  }));
}

/** The same for what of the configuration was not read. */
export function redactedNotRead(notRead: readonly NotReadInStack[], inventory: Inventory): NotReadInStack[] {
  const redact = redactorOf([inventory]);
  return notRead.map((each) => redactedTexts(each, redact));
}

/** Takes out of a text the credentials that stand in it, and the secrets that the inventories have marks of. */
export function redactorOf(inventories: readonly Inventory[]): (text: string) => string {
  return redactor(
    inventories.flatMap(({ literalCredentials, secretMarks }) => [
      ...literalCredentials.flatMap(({ mark }) => mark ?? []),
      ...secretMarks,
    ]),
  );
}

function redactedPlace({ stack, address, path, source }: Place, redact: (text: string) => string): Place {
  return {
    stack: redact(stack),
    address: redact(address),
    path: path && redact(path),
    source: source && { ...source, file: redact(source.file) },
  };
}

/** An object whose texts are its own members. */
function redactedTexts<T extends object>(texts: T, redact: (text: string) => string): T {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, typeof text === "string" ? redact(text) : text]),
  ) as T;
}
