import { isUnknown } from "../../maybe/maybe";
import { refusalWords, stepsText } from "../../plan/apply-words";
import type { HolderReview, Refusal } from "../../plan/plan-review";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { capital, detailsOf, judgedHolders, underCondition } from "./holders";

/** A key that is created while the old ones still take all slots: the apply stops half-way, now or one day. */
export const PLN001: Rule = {
  id: "PLN001",
  level: "error",
  stages: ["plan"],
  title: "Apply that meets the quota of AccessKeys on its way",
  why:
    "RAM refuses a key over the quota, and what the apply has done before it stays. Where Terraform is free to choose " +
    "the order, the same plan succeeds today and fails tomorrow; -parallelism=1 does not change that.",
  fix:
    "delete the old key in one apply and create the new one in the next, or replace the key at its own address " +
    "without create_before_destroy",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.etl", "type": "alicloud_ram_user",
      "change": { "actions": ["no-op"],
        "before": { "name": "etl" }, "after": { "name": "etl" } } },
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete"],
        "before": { "user_name": "etl" }, "after": null } },
    { "address": "alicloud_ram_access_key.green",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["no-op"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } },
    { "address": "alicloud_ram_access_key.red",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["create"],
        "before": null, "after": { "user_name": "etl" } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.etl", "type": "alicloud_ram_user",
      "change": { "actions": ["no-op"],
        "before": { "name": "etl" }, "after": { "name": "etl" } } },
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete"],
        "before": { "user_name": "etl" }, "after": null } },
    { "address": "alicloud_ram_access_key.green",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["no-op"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } }
  ]
}`,
  },
  *evaluate(context) {
    for (const holder of judgedHolders(context)) {
      const refusal = holder.apply.refusals.find(({ kind }) => kind === "quota");
      if (refusal === undefined) continue;
      // That there are too many in the end is another finding.
      if (declaredKeys(holder) > holder.quota) continue;
      yield* refusal.verdict === "not known" ? observeOpen(holder) : [observe(holder, refusal)];
    }
  },
};

/** The keys that there are to be, with those that Terraform does not manage. */
function declaredKeys({ keys, unmanaged }: HolderReview): number {
  const counted = keys.filter(
    ({ after, part, fate }) => fate.kind === "forgotten" || (after !== null && part !== "before"),
  );
  return counted.length + (isUnknown(unmanaged.count) ? 0 : unmanaged.count);
}

function observe({ label, apply, quota, site, ...holder }: HolderReview, refusal: Refusal): Observation {
  const { steps, safeOrder, verdict } = refusal;
  const what = refusalWords(refusal, quota);
  const details = { ...detailsOf(holder), related: steps.map((step) => step.site) };
  const at = steps.at(-1)?.site ?? site;
  if (verdict === "will fail") {
    const message = `The apply will fail for ${label}, in whichever order: ${what}`;
    return violation(at, underCondition(message, { apply }), details);
  }
  const safe = safeOrder.length === 0 ? "" : `; ${stepsText(safeOrder)} does not`;
  const order = apply.isOrderCertain
    ? "Terraform is free to choose"
    : "as far as the JSON of the plan proves it; the graph of the apply may rule it out";
  const message = `The apply may fail for ${label}: ${what}${safe} (${order})`;
  return violation(at, underCondition(message, { apply }), details);
}

/** Whether there is room for what comes and goes on the way; for what stays, the quota itself is another finding. */
function* observeOpen(holder: HolderReview): Iterable<Observation> {
  const { unmanaged, apply, quota, site, label } = holder;
  if (!isUnknown(unmanaged.count) || apply.needed <= declaredKeys(holder)) return;
  const message =
    `${capital(label)} holds up to ${apply.needed} AccessKeys of Terraform's during the apply, ` +
    `and RAM allows ${quota}: ${notKnown(unmanaged.count)}`;
  const fix = "say in existingAccessKeys how many AccessKeys Terraform does not manage, or give a listing with --keys";
  yield indeterminate(site, message, unmanaged.count, { ...detailsOf(holder), fix });
}
