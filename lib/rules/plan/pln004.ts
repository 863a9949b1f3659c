import type { UserRename } from "../../plan/plan-review";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { quote } from "../wording";
import { detailsOf } from "./holders";

/** A new name for a user is a new secret for each of its consumers. */
export const PLN004: Rule = {
  id: "PLN004",
  level: "error",
  stages: ["plan"],
  title: "RAM user with AccessKeys renamed",
  why:
    "The name of the user is a part of each of its keys for Terraform, so that a new name replaces all of them at " +
    "once. A key that is created before the old one is destroyed leaves the old one live and out of the state.",
  fix:
    "keep the name; or create a user of the new name beside the old one, let the consumers change over, and delete " +
    "the old one in a later apply",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.etl", "type": "alicloud_ram_user",
      "change": { "actions": ["update"],
        "before": { "name": "etl" }, "after": { "name": "loader" } } },
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete", "create"],
        "before": { "user_name": "etl" },
        "after": { "user_name": "loader" } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.loader", "type": "alicloud_ram_user",
      "change": { "actions": ["create"],
        "before": null, "after": { "name": "loader" } } },
    { "address": "alicloud_ram_access_key.loader",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["create"],
        "before": null, "after": { "user_name": "loader" } } }
  ]
}`,
  },
  *evaluate({ review }) {
    for (const rename of review?.renames ?? []) {
      const { holder, keys } = rename;
      const related = keys.map(({ site }) => site);
      const details = { ...detailsOf(holder), related, ...fixOf(rename) };
      yield violation(holder.site, messageOf(rename), details);
    }
  },
};

/** Where the name is kept, it is no advice to keep it. */
function fixOf({ from, to, holder }: UserRename): { readonly fix?: string } {
  if (from !== to) return {};
  const { leaving, coming } = holder.change?.addresses ?? { leaving: null, coming: null };
  if (leaving !== coming) {
    return { fix: `tell Terraform that it is the same user: moved { from = ${leaving} to = ${coming} }` };
  }
  return { fix: "leave the user as it is, and rotate its keys one after the other" };
}

function messageOf({ how, from, to, keys }: UserRename): string {
  const lost = keys.length === 1 ? "AccessKey is replaced" : `${keys.length} AccessKeys are replaced`;
  const left = keys.filter(({ fate }) => fate.untracked !== null);
  const certain = left.filter(({ fate }) => fate.untracked === "certain").length;
  const stay = certain > 0 ? (left.length === 1 ? "stays" : "stay") : "may stay";
  const old = left.length === 1 ? "the old one" : "the old ones";
  const untracked = left.length === 0 ? "" : `; ${old} ${stay} live and untracked`;
  if (how === "in place") return `RAM user ${quote(from)} is renamed to ${quote(to)}: its ${lost}${untracked}`;
  const what =
    from === to
      ? `RAM user ${quote(from)} is deleted and created again`
      : `RAM user ${quote(from)} is deleted, and ${quote(to)} is created in its place`;
  return `${what}: its ${lost}${untracked}`;
}
