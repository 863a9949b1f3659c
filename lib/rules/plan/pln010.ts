import type { Unknown } from "../../inventory/model";
import type { Plan } from "../../inventory/plan/plan-model";
import { isLive, outsideChange } from "../../plan/key-pairs";
import type { HolderReview, KeyReview } from "../../plan/plan-review";
import { runsAsRoot } from "../../plan/root-runs";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { detailsOf, isSeen, nameOf } from "./holders";

/** A key that stays live where nobody sees it any more. */
export const PLN010: Rule = {
  id: "PLN010",
  level: "warning",
  stages: ["plan"],
  title: "Live AccessKey forgotten by Terraform",
  why:
    "The key goes on working, counts against the quota, and is in no state and no review any more. A root key is " +
    "dropped from the state by a refresh of anybody but the account itself.",
  fix: "disable and delete the key instead, or have somebody else manage it; refresh a root key as the account only",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["forget"],
        "before": { "user_name": "etl", "status": "Active" },
        "after": null } }
  ]
}`,
    after: `{
  "resource_changes": [
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
      const isDropped = review !== null && isDroppedByOthers(review.plan, holder);
      for (const key of holder.keys) {
        const name = (): string => nameOf({ key, holder });
        if (isForgotten(key)) {
          yield violation(key.site, `${name()} is forgotten by Terraform, and stays live`, detailsOf(holder));
        } else if (!isSeen(holder) && isDoubtful(key)) {
          yield isDropped
            ? violation(key.site, `${name()} is dropped from the state, and stays live: ${OTHERS}`, detailsOf(holder))
            : observeVanished(key, holder, name());
        }
      }
    }
  },
};

/** A live key that seems to have vanished for whoever has made the plan, and that no listing shows to be gone. */
function isDoubtful(key: KeyReview): boolean {
  return outsideChange(key) === "vanished" && !key.isGone && key.recorded !== null && isLive(key.recorded);
}

const OTHERS = "somebody else than the account has refreshed it";

function isDroppedByOthers(plan: Plan, { kind, account, keys }: HolderReview): boolean {
  const stacks = new Set(keys.map(({ site }) => site.stack));
  return kind === "Alibaba Cloud account" && runsAsRoot(plan, account, stacks) === false;
}

function observeVanished(key: KeyReview, holder: HolderReview, name: string): Observation {
  const unknown: Unknown =
    holder.kind === "Alibaba Cloud account"
      ? {
          unknown: true,
          attribute: "data.alicloud_caller_identity.identity_type",
          because: "the plan does not say as whom Terraform runs",
        }
      : {
          unknown: true,
          attribute: `${key.site.address}.user_name`,
          because: "it is not set, so that the key is that of whoever created it",
        };
  const message = `${name} is dropped from the state, and may stay live: ${notKnown(unknown)}`;
  return indeterminate(key.site, message, unknown, detailsOf(holder));
}

function isForgotten({ change, before, part }: KeyReview): boolean {
  const isLetGo = change?.action === "forget" || (change?.action === "replace" && change.order === "forget");
  return isLetGo && part !== "after" && before !== null && isLive(before);
}
