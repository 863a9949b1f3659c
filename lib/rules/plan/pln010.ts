import type { Unknown } from "../../maybe/maybe";
import type { HolderReview, KeyReview } from "../../plan/plan-review";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { detailsOf, nameOf, type HeldKey } from "./holders";

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
      for (const key of holder.keys) {
        if (key.fate.untracked === null || key.fate.before === "Inactive" || key.fate.before === null) continue;
        yield* observe({ key, holder });
      }
    }
  },
};

function* observe(held: HeldKey): Iterable<Observation> {
  const { key, holder } = held;
  const { kind, untracked, isAsked } = key.fate;
  const name = nameOf(held);
  const details = detailsOf(holder);
  const asLeft = isAsked ? "" : ", as the last apply left it";
  const live = key.fate.before === "Active" ? `stays live${asLeft}` : "may stay live";
  if (kind === "forgotten") {
    yield violation(key.site, `${name} is forgotten by Terraform, and ${live}`, details);
  } else if (kind === "lost from view" && key.lost !== null) {
    yield violation(key.site, `${name} is lost from view, since its user was renamed, and ${live}`, details);
  } else if (kind === "lost from view") {
    yield untracked === "certain"
      ? violation(key.site, `${name} is dropped from the state, and stays live: ${OTHERS}`, details)
      : observeDropped(key, holder, name);
  } else if (kind === "kept" || kind === "updated") {
    const will = untracked === "certain" ? "is" : "may be";
    const message = `${name} ${will} lost from view, since the apply renames its user, and ${live}`;
    yield violation(key.site, message, details);
  }
}

const OTHERS = "somebody else than the account has refreshed it";

function observeDropped(key: KeyReview, holder: HolderReview, name: string): Observation {
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
