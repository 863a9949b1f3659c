import type { AccessKey } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, quote, subjectOf } from "../wording";
import { keybaseUser } from "./pgp-key";

/** The next secret of a key goes to somebody else: exchanging the PGP key in the code is enough to take it over. */
export const SEC012: Rule = {
  id: "SEC012",
  level: "warning",
  stages: ["plan"],
  title: "Recipient of a secret changed",
  why: "The apply makes a new AccessKey and hands its secret to somebody else; whoever had the old one has it no more.",
  fix: "ask the old and the new recipient, and have the new one prove that the PGP key is theirs",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.k",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete", "create"],
        "before": {
          "user_name": "etl",
          "pgp_key": "<key of the data team>"
        },
        "after": {
          "user_name": "etl",
          "pgp_key": "<key of the sales team>"
        } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.k",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete", "create"],
        "before": {
          "user_name": "etl",
          "pgp_key": "<key of the data team>"
        },
        "after": {
          "user_name": "etl",
          "pgp_key": "<key of the data team>"
        } } }
  ]
}`,
  },
  *evaluate({ review }) {
    for (const { keys } of review?.holders ?? []) {
      for (const { before, after, recorded, part } of keys) {
        const old = before ?? recorded;
        // A key that changes hands is one of both holders.
        const isWhole = part !== "before" && old !== null && after !== null;
        const observation = isWhole && isReplaced(old, after) ? observe(old, after) : null;
        if (observation) yield observation;
      }
    }
  },
};

function observe(old: AccessKey, key: AccessKey): Observation | null {
  if (isUnknown(old.pgpKey)) return null;
  const subject = subjectOf(key);
  if (isUnknown(key.pgpKey)) {
    const message = `The secret may go to another recipient than before (${recipientOf(old)}): ${notKnown(key.pgpKey)}`;
    return indeterminate(key.site, message, key.pgpKey, { subject });
  }
  if (identityOf(old) === identityOf(key)) return null;
  const message = `The recipient of the secret was ${recipientOf(old)} and is ${recipientOf(key)}`;
  return violation(key.site, message, { subject });
}

/** An AccessKey that stays has its secret with whoever has it already. */
function isReplaced({ record: old }: AccessKey, { record }: AccessKey): boolean {
  return record === null || record.id !== old?.id;
}

/** The same for two spellings of one key. */
function identityOf(key: AccessKey): string {
  return key.recipient?.key?.fingerprint ?? (isUnknown(key.pgpKey) ? "" : (key.pgpKey ?? ""));
}

function recipientOf(key: AccessKey): string {
  const keybase = keybaseUser(key);
  if (keybase !== undefined) return `the keybase user ${quote(keybase)}`;
  const holder = key.recipient?.key;
  if (holder) {
    const [name] = holder.userIds;
    return `the PGP key ${holder.fingerprint}${name === undefined ? "" : ` (${quote(name)})`}`;
  }
  return key.pgpKey ? "a pgp_key that cannot be read" : "whoever reads the state";
}
