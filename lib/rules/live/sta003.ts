import { daysSince } from "../age";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { heldKeys } from "./held-keys";

/** A key that was disabled and left: one click makes it work again. */
export const STA003: Rule = {
  id: "STA003",
  level: "info",
  stages: ["state"],
  title: "Inactive AccessKey past the overlap that can be deleted",
  why:
    "A disabled key takes one of the user's slots, and whoever may update keys can enable it again, " +
    "with a secret that others may still have. One that was made or used within the overlap is left alone: it waits for " +
    "its turn in a rotation, or may still be missed.",
  fix: "delete the key once nothing has missed it",
  twins: { "Cloud Config": "ram-user-invalid-ak-check" },
  example: {
    before: `{
  "values": { "root_module": { "resources": [
    { "address": "alicloud_ram_access_key.k", "mode": "managed",
      "type": "alicloud_ram_access_key", "name": "k",
      "values": {
        "id": "key-of-etl-blue",
        "user_name": "etl",
        "status": "Inactive"
      } }
  ] } }
}`,
    after: `{
  "values": { "root_module": { "resources": [] } }
}`,
  },
  *evaluate(context) {
    const { today, thresholds } = context;
    for (const { site, label, subject, status, created, live } of heldKeys(context)) {
      if (status !== "Inactive") continue;
      // Whoever used it a few days ago may still miss it; one that was just made is the next one of a rotation.
      const times = [live?.lastUsed ?? null, created].map((time) => daysSince(time, today));
      if (times.some((days) => days !== null && days <= thresholds.accessKeyOverlapDays)) continue;
      const used = live?.lastUsed ? `, and was last used on ${live.lastUsed.slice(0, 10)}` : "";
      yield violation(site, `The ${label} is Inactive${used}`, { subject, dated: true });
    }
  },
};
