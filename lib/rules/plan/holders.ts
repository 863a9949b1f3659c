import { ACCESS_KEY_TYPE } from "../../registry/credential-types";
import { isUnknown, type Unknown } from "../../maybe/maybe";
import type { HolderReview, KeyReview } from "../../plan/plan-review";
import { rememberedOf } from "../remembered";
import type { ObservationDetails, RuleContext } from "../rule";

/** A key of a plan with its holder. */
export interface HeldKey {
  readonly key: KeyReview;
  readonly holder: HolderReview;
}

/** The holders whose numbers the review judges. */
export function judgedHolders({ review }: RuleContext): readonly HolderReview[] {
  return (review?.holders ?? []).filter(({ notJudged }) => notJudged === null);
}

/** The keys whose changes are judged: those of the account itself only where the account has made the plan. */
export const judgedKeys = rememberedOf(({ review }: RuleContext): readonly HeldKey[] =>
  (review?.holders ?? [])
    .filter(({ kind, notJudged }) => kind !== "Alibaba Cloud account" || notJudged === null)
    .flatMap((holder) => holder.keys.map((key) => ({ key, holder }))),
);

/**
 * Whether whoever made the plan sees the keys of a holder. Those without a RAM user are listed as the caller's own: for
 * everybody else they seem to have vanished.
 */
export function isSeen({ kind, notJudged }: HolderReview): boolean {
  return kind === "RAM user" || kind === "unknown owner" || notJudged === null;
}

/** Whether the plan deletes what there is of a key: by itself, or to replace it. */
export function isDeleted({ change, part }: KeyReview): boolean {
  if (part === "after" || change === null) return false;
  return change.action === "delete" || (change.action === "replace" && change.order !== "forget");
}

/** Whether nobody can use a key, since its creation went wrong before anybody had its secret. */
export function isSecretLost({ fate }: KeyReview): boolean {
  return fate.isSecretLost;
}

/** Why the status of a key before the apply is not known. */
export function statusUnknown({ before, recorded, site }: KeyReview): Unknown {
  const status = (before ?? recorded)?.status ?? null;
  if (isUnknown(status)) return status;
  return { unknown: true, attribute: `${site.address}.status`, because: "the plan does not say it" };
}

/** `The AccessKey green of RAM user "etl"`. */
export function nameOf({ key, holder }: HeldKey): string {
  return `The AccessKey ${shortName(key)} of ${holder.label}`;
}

/** A name without the type that all of them have. */
export function shortName({ name }: KeyReview): string {
  return name.replace(`${ACCESS_KEY_TYPE}.`, "");
}

/** What is said of a holder, with what it hangs on where Terraform has not asked the account for all of it. */
export function underCondition(message: string, { apply }: Pick<HolderReview, "apply">): string {
  return apply.assumes === null ? message : `${message}; this holds if ${apply.assumes}`;
}

export function detailsOf({ subject }: Pick<HolderReview, "subject">): ObservationDetails {
  return subject === null ? {} : { subject };
}

/** The beginning of a sentence. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
