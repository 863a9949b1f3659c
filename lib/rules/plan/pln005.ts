import { isUnknown } from "../../inventory/model";
import type { HolderReview } from "../../plan/plan-review";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { counted } from "../wording";
import { capital, detailsOf } from "./holders";

const FIX_LISTED =
  "disable all keys of the user first, those made elsewhere too, and delete them and the user when nothing has missed them";

/** A user that is deleted takes more with it than the plan shows, or stops the apply half-way. */
export const PLN005: Rule = {
  id: "PLN005",
  level: "error",
  stages: ["plan"],
  title: "RAM user deleted",
  why:
    "With force, AccessKeys and grants that were made elsewhere go with the user, and no plan shows them. Without it " +
    "RAM refuses to delete a user that has any, after Terraform has deleted the keys that it manages.",
  fix:
    "disable the keys of the user in an apply of its own first, delete those that a listing (--keys) has beside them, " +
    "and delete the user in a later one",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.etl", "type": "alicloud_ram_user",
      "change": { "actions": ["delete"],
        "before": { "name": "etl" }, "after": null } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.etl", "type": "alicloud_ram_user",
      "change": { "actions": ["no-op"],
        "before": { "name": "etl" }, "after": { "name": "etl" } } },
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["update"],
        "before": { "user_name": "etl", "status": "Active" },
        "after": { "user_name": "etl", "status": "Inactive" } } }
  ]
}`,
  },
  *evaluate({ review }) {
    for (const holder of review?.holders ?? []) {
      const kind = holder.change?.kind;
      const isListed = holder.unmanaged.keys !== null && holder.unmanaged.count === 0;
      if ((kind !== "deleted" && kind !== "replaced") || isListed) continue;
      const details = detailsOf(holder);
      yield violation(
        holder.site,
        messageOf(holder),
        holder.unmanaged.keys ? { ...details, fix: FIX_LISTED } : details,
      );
    }
  },
};

function messageOf({ label, change, unmanaged }: HolderReview): string {
  const user = `${capital(label)} is ${change?.kind === "replaced" ? "deleted and created again" : "deleted"}`;
  const known = isUnknown(unmanaged.count) ? 0 : unmanaged.count;
  if (change?.force === true) {
    const elsewhere = known === 0 ? "whatever AccessKeys were" : counted(known, "AccessKey");
    return `${user} by force: ${elsewhere} made elsewhere ${known === 1 ? "goes" : "go"} with it`;
  }
  const forced = change?.force === null ? ", if not by force" : "";
  const why =
    known > 0
      ? `stops half-way, since RAM keeps a user that has ${counted(known, "AccessKey")}`
      : "may stop half-way, since RAM keeps a user that has AccessKeys";
  return `${user}${forced}: the apply ${why} made elsewhere`;
}
