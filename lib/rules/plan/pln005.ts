import type { HolderReview, KeyReview, Refusal } from "../../plan/plan-review";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { counted } from "../wording";
import { capital, detailsOf, shortName, underCondition } from "./holders";

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
      if (kind !== "deleted" && kind !== "replaced") continue;
      const isListed = holder.unmanaged.keys !== null;
      const isFree = keptKeys(holder).length === 0 && keepRefusal(holder) === undefined;
      if (isListed && isFree) continue;
      yield violation(
        holder.site,
        messageOf(holder),
        isListed ? { ...detailsOf(holder), fix: FIX_LISTED } : detailsOf(holder),
      );
    }
  },
};

function keepRefusal({ apply }: HolderReview): Refusal | undefined {
  return apply.refusals.find(({ kind }) => kind === "user keeps keys");
}

/** The keys that the plan itself does not delete, and those of a listing. */
function keptKeys({ keys, unmanaged }: HolderReview): string[] {
  const kept = keys.filter(({ fate }) => fate.diesWithUser !== null || isLeft(fate.kind, fate.before));
  const listed = unmanaged.keys?.length ?? 0;
  return [...kept.map(shortName), ...(listed === 0 ? [] : [`${counted(listed, "AccessKey")} made elsewhere`])];
}

function isLeft(kind: KeyReview["fate"]["kind"], before: KeyReview["fate"]["before"]): boolean {
  return before !== null && kind !== "deleted" && kind !== "replaced";
}

function messageOf(holder: HolderReview): string {
  const { label, change, unmanaged } = holder;
  const user = `${capital(label)} is ${change?.kind === "replaced" ? "deleted and created again" : "deleted"}`;
  const kept = keptKeys(holder);
  const others = unmanaged.keys === null ? ["whatever AccessKeys were made elsewhere"] : [];
  if (change?.force === true) {
    const all = [...kept, ...others];
    return `${user} by force: ${listed(all)} ${all.length === 1 && !all[0]?.includes("AccessKeys") ? "goes" : "go"} with it`;
  }
  const forced = change?.force === null ? ", if not by force" : "";
  const stops = keepRefusal(holder)?.verdict === "will fail" ? "stops" : "may stop";
  const { source } = unmanaged;
  const said = source === "code" || source === "manifest" ? `, as the ${source} says` : "";
  const what = kept.length > 0 ? `has ${listed(kept)}` : `has AccessKeys made elsewhere${said}`;
  const message = `${user}${forced}: the apply ${stops} half-way, since RAM keeps a user that ${what}`;
  return underCondition(message, holder);
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
