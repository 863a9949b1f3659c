import type { LiveKeys } from "../listing/live-keys";
import type { Inventory } from "../inventory/model";
import { shortId } from "../redaction/short-id";
import type { Finding } from "../rules/finding";

/** An AccessKey id as anything shows it. */
const SHORT_ID = /[^\s…]{4}…[^\s…]{4}/g;

/**
 * Makes a function that writes AccessKey ids in full where a text has them shortened: `--show-ids`. An id stays short
 * where another one looks the same.
 */
export function idWriter(inventories: readonly Inventory[], liveKeys: LiveKeys | null): (text: string) => string {
  const ids = new Set([
    ...inventories.flatMap(({ accessKeys }) => accessKeys.flatMap(({ record }) => record?.id ?? [])),
    ...(liveKeys?.users ?? []).flatMap(({ accessKeys }) => accessKeys.map(({ id }) => id)),
    ...(liveKeys?.rootKeys ?? []).map(({ id }) => id),
  ]);
  const full = new Map<string, string | null>();
  for (const id of ids) full.set(shortId(id), full.has(shortId(id)) ? null : id);
  return (text) => text.replace(SHORT_ID, (short) => full.get(short) ?? short);
}

/** Findings whose sentences have the ids in full. */
export function withIds(findings: readonly Finding[], write: (text: string) => string): Finding[] {
  return findings.map((finding) => ({ ...finding, message: write(finding.message), fix: write(finding.fix) }));
}
