import { isUnknown, type Unknown } from "../../maybe/maybe";
import { stepsText } from "../../plan/apply-words";
import type { HolderReview, Step } from "../../plan/plan-review";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { capital, detailsOf, isSecretLost, judgedHolders } from "./holders";

/** A moment, or more than that, in which none of a user's keys works. */
export const PLN003: Rule = {
  id: "PLN003",
  level: "error",
  stages: ["plan"],
  title: "RAM user left without a live AccessKey",
  why:
    "Whatever uses the keys stops working until it has the secret of a new one. Two keys that take turns never leave " +
    "it without one. Where keys are only disabled, which one line takes back, it is a warning.",
  fix:
    "create the new key beside the old one, let its consumers change over, and take the old one away in a later apply; " +
    "disable at once only a leaked one",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.etl", "type": "alicloud_ram_user",
      "change": { "actions": ["no-op"],
        "before": { "name": "etl" }, "after": { "name": "etl" } } },
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["delete", "create"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.etl", "type": "alicloud_ram_user",
      "change": { "actions": ["no-op"],
        "before": { "name": "etl" }, "after": { "name": "etl" } } },
    { "address": "alicloud_ram_access_key.blue",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["no-op"],
        "before": { "user_name": "etl" }, "after": { "user_name": "etl" } } },
    { "address": "alicloud_ram_access_key.green",
      "type": "alicloud_ram_access_key",
      "change": { "actions": ["create"],
        "before": null, "after": { "user_name": "etl" } } }
  ]
}`,
  },
  *evaluate(context) {
    for (const holder of judgedHolders(context)) {
      const { apply, change } = holder;
      const isUsersOwn = change?.kind === "created" || change?.kind === "deleted";
      if (isUsersOwn || apply.gap === "none") continue;
      const losses = apply.lowestLive.filter(isLoss);
      if (losses.length === 0 || losses.every(({ key }) => key !== null && isSecretLost(key))) continue;
      yield observe(holder, losses);
    }
  },
};

/** What makes a key not work: not the creation of one that is Inactive. */
function isLoss({ verb }: Step): boolean {
  return verb !== "create" && verb !== "rename" && verb !== "enable";
}

const FIX_OTHER_ADDRESS =
  "keep the construct's id where it is still the same key, or tell Terraform its new address with a moved block; " +
  "else create the new key in one apply, and take the old one away in a later one";

/** Whether the new key has another address than the old one: for Terraform the two have nothing to do with another. */
function isAnotherCreated({ keys }: HolderReview, losses: readonly Step[]): boolean {
  const isCreated = keys.some(({ change }) => change?.action === "create");
  return isCreated && losses.some(({ key }) => key?.change?.action === "delete" && !key.change.deposed);
}

function observe(holder: HolderReview, losses: readonly Step[]): Observation {
  const { label, apply, site } = holder;
  const isDisabling = losses.every(({ verb }) => verb === "disable");
  const { after } = apply.live;
  const when = after?.atMost === 0 ? "after the apply" : "for a part of the apply";
  const cause = stepsText(apply.lowestLive);
  const at = losses[0]?.site ?? site;
  const details = {
    ...detailsOf(holder),
    related: losses.map((step) => step.site),
    ...(isAnotherCreated(holder, losses) && { fix: FIX_OTHER_ADDRESS }),
  };
  if (apply.gap === "not known") {
    const unknown = unknownOf(holder);
    const message = `${capital(label)} may have no live AccessKey ${when} (${cause}): ${notKnown(unknown)}`;
    return indeterminate(at, message, unknown, details);
  }
  const certainty = apply.gap === "certain" && apply.assumes === null ? "has" : "may have";
  const message = `${capital(label)} ${certainty} no live AccessKey ${when}: ${cause}`;
  return violation(at, message, isDisabling ? { ...details, level: "warning" } : details);
}

/** Why it is not known whether one of its keys works at that moment. */
function unknownOf({ label, keys, unmanaged }: HolderReview): Unknown {
  if (isUnknown(unmanaged.count)) return unmanaged.count;
  const told = keys.flatMap(({ before, after }) => [before?.status ?? null, after?.status ?? null]).find(isUnknown);
  if (told !== undefined) return told;
  const isListed = unmanaged.live !== null;
  return {
    unknown: true,
    attribute: isListed
      ? `the AccessKeys of ${label}`
      : `the status of the AccessKeys of ${label} that Terraform does not manage`,
    because: isListed ? "other keys may be of the same user" : "no listing of live keys is given",
  };
}
