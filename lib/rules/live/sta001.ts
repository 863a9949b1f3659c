import { daysSince } from "../age";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { counted, notKnown } from "../wording";
import { createdUnknown, heldKeys, isWorking } from "./held-keys";

const FIX_FOR_ROOT =
  "give its consumers a key of a RAM user, disable this one, and delete it when nothing has missed it";
const FIX_FOR_UNDATED = "give a listing with --keys that says when each key was created";

/** A key that has worked for longer than anybody should need to find it. */
export const STA001: Rule = {
  id: "STA001",
  level: "warning",
  stages: ["state"],
  title: "Active AccessKey older than the profile allows",
  why:
    "Nobody knows how many copies there are of an old secret, or who has left with one. " +
    "A key that is replaced regularly can also be replaced on the night it leaks.",
  fix: "make a second key, change its consumers over, disable this one, and delete it when nothing has missed it",
  twins: {
    "CIS Alibaba Cloud": "1.6",
    "Cloud Config": "ram-user-ak-create-date-expired-check-v2",
    CloudSploit: "accessKeysRotation",
    Prowler: "ram_rotate_access_key_90_days",
  },
  example: {
    before: `{
  "values": { "root_module": { "resources": [
    { "address": "alicloud_ram_access_key.k", "mode": "managed",
      "type": "alicloud_ram_access_key", "name": "k",
      "values": {
        "id": "key-of-etl-blue",
        "user_name": "etl",
        "status": "Active",
        "create_time": "2025-01-09T10:00:00Z"
      } }
  ] } }
}`,
    after: `{
  "values": { "root_module": { "resources": [
    { "address": "alicloud_ram_access_key.k", "mode": "managed",
      "type": "alicloud_ram_access_key", "name": "k",
      "values": {
        "id": "key-of-etl-green",
        "user_name": "etl",
        "status": "Active",
        "create_time": "2026-06-01T10:00:00Z"
      } }
  ] } }
}`,
  },
  *evaluate(context) {
    const { accessKeyMaxAgeDays: allowed } = context.thresholds;
    for (const held of heldKeys(context)) {
      if (!isWorking(held)) continue;
      const { site, label, subject, created, ofUser } = held;
      const days = daysSince(created, context.today);
      if (days === null) {
        const unknown = createdUnknown(held);
        const message = `The ${label} may be older than ${counted(allowed, "day")}: ${notKnown(unknown)}`;
        yield indeterminate(site, message, unknown, { subject, fix: FIX_FOR_UNDATED });
      } else if (days > allowed) {
        const message = `The ${label} has been there since ${created?.slice(0, 10)}; allowed are ${counted(allowed, "day")}`;
        yield violation(site, message, { subject, dated: true, ...(!ofUser && { fix: FIX_FOR_ROOT }) });
      }
    }
  },
};
