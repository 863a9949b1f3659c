import type { Inventory } from "../inventory/model";
import type { NotReadInStack } from "../configuration/not-read";
import { redactor, type Redactor, type SecretMark } from "../redaction/redaction";
import type { Finding, Place } from "./finding";

/**
 * The findings without the credentials that their texts would show. Whatever is evaluated has the texts as they are in
 * the configuration, since names and paths are compared; whatever is shown comes through here.
 *
 * @param others secrets that are known from elsewhere, such as the environment
 */
export function redacted(
  findings: readonly Finding[],
  inventories: readonly Inventory[],
  others: readonly SecretMark[] = [],
): Finding[] {
  const redact = redactor([...marksIn(inventories), ...others]);
  const redactShared = remembering(redact);
  const redactAddress = remembering(redact.address);
  const redactPlace = (place: Place): Place => redactedPlace(place, redactAddress);
  return findings.map((finding) => {
    const place = redactPlace(finding);
    const subject = finding.subject && redactShared(finding.subject);
    const message = redact(finding.message);
    const fix = redactShared(finding.fix);
    const related = finding.related.map(redactPlace);
    const instances = finding.instances?.map(redactAddress);
    const unknown = finding.unknown && redact(finding.unknown);
    const isAsItWas =
      place === finding &&
      subject === finding.subject &&
      message === finding.message &&
      fix === finding.fix &&
      unknown === finding.unknown &&
      related.every((each, index) => each === finding.related[index]) &&
      (instances === undefined || instances.every((each, index) => each === finding.instances?.[index]));
    // Nearly every finding is.
    if (isAsItWas && finding.acknowledged === null) return finding;
    const { stack, address, path, source } = place;
    const acknowledged = finding.acknowledged && redactedTexts(finding.acknowledged, redact);
    const told = { subject, message, fix, related, unknown, acknowledged, ...(instances && { instances }) };
    return { ...finding, stack, address, path, source, ...told };
  });
}

/** The same for what of the configuration was not read. */
export function redactedNotRead(notRead: readonly NotReadInStack[], inventory: Inventory): NotReadInStack[] {
  const redact = redactorOf([inventory]);
  return notRead.map(({ stack, what, why }) => ({
    stack: redact.address(stack),
    what: redact.address(what),
    why: redact(why),
  }));
}

/** Takes out of a text the credentials that stand in it, and the secrets that the inventories have marks of. */
export function redactorOf(inventories: readonly Inventory[]): Redactor {
  return redactor(marksIn(inventories));
}

/** The marks of the secrets that are known of some inventories. */
export function marksIn(inventories: readonly Inventory[]): SecretMark[] {
  return inventories.flatMap(({ literalCredentials, secretMarks }) => [
    ...literalCredentials.flatMap(({ mark }) => mark ?? []),
    ...secretMarks,
  ]);
}

/** Places and subjects, and what to do about them, are the same texts in many findings. */
function remembering(redact: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let shown = known.get(text);
    if (shown === undefined) {
      shown = redact(text);
      known.set(text, shown);
    }
    return shown;
  };
}

function redactedPlace(place: Place, redactAddress: (text: string) => string): Place {
  const stack = redactAddress(place.stack);
  const address = redactAddress(place.address);
  const path = place.path && redactAddress(place.path);
  const file = place.source && redactAddress(place.source.file);
  const isAsItWas = stack === place.stack && address === place.address && path === place.path;
  if (isAsItWas && file === (place.source?.file ?? null)) return place;
  return { stack, address, path, source: place.source && { ...place.source, file: file ?? "" } };
}

/** An object whose texts are its own members. */
function redactedTexts<T extends object>(texts: T, redact: (text: string) => string): T {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, typeof text === "string" ? redact(text) : text]),
  ) as T;
}
