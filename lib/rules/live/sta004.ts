import type { Rule } from "../rule";
import { violation } from "../rule";
import { heldKeys } from "./held-keys";

/**
 * A key that somebody made elsewhere. Inactive ones are STA003's, and those of the account itself ROOT001's.
 */
export const STA004: Rule = {
  id: "STA004",
  level: "warning",
  stages: ["state"],
  title: "Live AccessKey that none of the states knows",
  why:
    "Nobody reviews, rotates or revokes a key that is in no code. It is how somebody stays who has had access once, " +
    "and it takes a slot that the next rotation needs.",
  fix:
    "give the states of all stacks of the account, so that no key is missing; then replace the key by a declared one, " +
    "and delete it",
  example: {
    before: `{
  "version": 1,
  "account": "1234567890123456",
  "time": "2026-06-15T04:00:00Z",
  "users": [
    { "name": "etl", "accessKeys": [
      { "id": "key-of-etl-first", "status": "Active" }
    ] }
  ]
}`,
    after: `{
  "version": 1,
  "account": "1234567890123456",
  "time": "2026-06-15T04:00:00Z",
  "users": [
    { "name": "etl", "accessKeys": [] }
  ]
}`,
  },
  *evaluate(context) {
    for (const { site, label, subject, status, key, ofUser } of heldKeys(context)) {
      if (key !== null || status !== "Active" || !ofUser) continue;
      const message = `The ${label} is Active, and none of the given states knows it: one may be missing, or it was made elsewhere`;
      yield violation(site, message, { subject });
    }
  },
};
