import { daysSince } from "../age";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { heldKeys } from "./held-keys";

/** A key that was disabled and left: one click makes it work again. */
export const STA003: Rule = {
  id: "STA003",
  level: "info",
  stages: ["state"],
  title: "Inactive AccessKey that can be deleted",
  why:
    "A disabled key takes one of the user's slots, and whoever may update keys can enable it again, " +
    "with a secret that others may still have.",
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
    for (const { site, label, subject, status, live } of heldKeys(context)) {
      if (status !== "Inactive") continue;
      // Whoever used it a few days ago may still miss it.
      const unused = daysSince(live?.lastUsed ?? null, today);
      if (unused !== null && unused <= thresholds.accessKeyOverlapDays) continue;
      const used = live?.lastUsed ? `, and was last used on ${live.lastUsed.slice(0, 10)}` : "";
      yield violation(site, `The ${label} is Inactive${used}`, { subject, dated: true });
    }
  },
};
