import { stepsText } from "../../plan/apply-words";
import type { NameClash } from "../../plan/name-clashes";
import type { HolderReview, Refusal } from "../../plan/plan-review";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { undeclaredAccount } from "../keys/key-quota";
import { notKnown, quote } from "../wording";
import { capital, detailsOf, underCondition } from "./holders";

const FIX_ORDER = "give up the name in one apply, and take it in a later one";

/** A name that is given twice: the service refuses the second one, and what was deleted before that stays deleted. */
export const PLN017: Rule = {
  id: "PLN017",
  level: "error",
  stages: ["plan"],
  title: "Name that another identity has at that moment",
  why:
    "For Terraform another address is another identity: it deletes the old one and creates the new one in whichever " +
    "order. Where the creation comes first, RAM refuses the name, and the apply stops with neither of them.",
  fix: "tell Terraform with a moved block that it is the same identity, or " + FIX_ORDER,
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.robot", "type": "alicloud_ram_user",
      "change": { "actions": ["delete"],
        "before": { "name": "robot" }, "after": null } },
    { "address": "alicloud_ram_user.machine", "type": "alicloud_ram_user",
      "change": { "actions": ["create"],
        "before": null, "after": { "name": "robot" } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.machine", "type": "alicloud_ram_user",
      "previous_address": "alicloud_ram_user.robot",
      "change": { "actions": ["no-op"],
        "before": { "name": "robot" }, "after": { "name": "robot" } } }
  ]
}`,
  },
  *evaluate({ review }) {
    for (const holder of review?.holders ?? []) {
      const refusal = holder.apply.refusals.find(({ kind }) => kind === "name taken");
      if (refusal === undefined) continue;
      yield refusal.verdict === "not known" ? observeNamesake(holder) : observeUser(holder, refusal);
    }
    for (const clash of review?.nameClashes ?? []) yield observe(clash);
  },
};

/** Another user of the name, in a configuration of which nobody knows whether it acts on the same account. */
function observeNamesake(holder: HolderReview): Observation {
  const unknown = undeclaredAccount([holder.account]);
  const message =
    `The name of ${holder.label} may meet that of another user who comes, goes or gets another name, if both are of ` +
    `one account: ${notKnown(unknown)}`;
  return indeterminate(holder.site, message, unknown, {
    ...detailsOf(holder),
    fix: "declare the account of each configuration with Account, or with account_id of its provider",
  });
}

function observeUser(holder: HolderReview, { verdict, steps, safeOrder }: Refusal): Observation {
  const { change, after, label, apply, site } = holder;
  const at = steps.at(-1)?.site ?? site;
  const name = after?.userName ?? null;
  const what = change?.kind === "renamed" ? `${label} is renamed` : `RAM user ${quote(name ?? "")} is created`;
  const taken = name === null ? "its name" : quote(name);
  const safe = safeOrder.length === 0 ? "" : `; ${stepsText(safeOrder)} does not`;
  const has = verdict === "will fail" ? "has" : "may have";
  const how = howText(verdict, apply.isOrderCertain);
  const message = `${capital(what)} while another user ${has} the name ${taken}: ${how}${safe}`;
  const { leaving, coming } = change?.addresses ?? { leaving: null, coming: null };
  const fix =
    change?.kind === "replaced" && leaving !== coming
      ? `tell Terraform that it is the same user: moved { from = ${leaving} to = ${coming} }`
      : change?.kind === "replaced"
        ? "replace the user without create_before_destroy"
        : FIX_ORDER;
  const related = steps.map((step) => step.site);
  return violation(at, underCondition(message, holder), { ...detailsOf(holder), related, fix });
}

function observe({ identity, name, verdict, change, other, isOrderCertain }: NameClash): Observation {
  const { kind } = identity;
  const verb = change.action === "update" ? "renamed" : "created";
  const has = verdict === "will fail" ? "has" : "may have";
  const message = `RAM ${kind} ${quote(name)} is ${verb} while another one ${has} that name: ${howText(verdict, isOrderCertain)}`;
  const isMoved = other.site.address !== change.site.address && change.action === "create";
  const fix = isMoved
    ? `if it is the same ${kind}, tell Terraform: moved { from = ${other.site.address} to = ${change.site.address} }; ` +
      `else ${FIX_ORDER}`
    : FIX_ORDER;
  return violation(change.site, message, { subject: `${kind}:${name}`, related: [other.site], fix });
}

function howText(verdict: Refusal["verdict"], isOrderCertain: boolean): string {
  if (verdict === "will fail") return "the apply will fail, in whichever order";
  return isOrderCertain
    ? "the apply may fail, since Terraform is free to choose the order"
    : "the apply may fail, as far as the JSON of the plan proves the order";
}
