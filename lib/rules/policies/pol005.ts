import type { PolicyDocumentDeclaration } from "../../inventory/grant-model";
import { isUnknown } from "../../maybe/maybe";
import { claimedQuota, FIX_CLAIMED_QUOTA, quotaOf } from "../../inventory/quota-of";
import { identitySubject } from "../identities/subjects";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { documentOf } from "./documents";

/** A document that RAM refuses: the provider looks only at whether it is JSON. */
export const POL005: Rule = {
  id: "POL005",
  level: "error",
  fixed: true,
  stages: ["configuration", "plan"],
  title: "Policy document that RAM refuses",
  why:
    "RAM checks the grammar when the policy is written, so that the apply stops after part of it is done. What RAM's " +
    "documentation does not know is a warning: a misspelled condition may never match.",
  fix: "correct the document after RAM's grammar: https://www.alibabacloud.com/help/en/ram/policy-elements",
  example: {
    before: `new Policy(stack, "load", {
  policyName: "load",
  document: {
    Version: "1",
    Statement: [{
      Effect: "allow",
      Action: "oss:GetObject",
      Resource: "acs:oss:*:*:landing/*",
    }],
  },
});`,
    after: `new Policy(stack, "load", {
  policyName: "load",
  document: {
    Version: "1",
    Statement: [{
      Effect: "Allow",
      Action: "oss:GetObject",
      Resource: "acs:oss:*:*:landing/*",
    }],
  },
});`,
  },
  *evaluate({ inventory }) {
    for (const declaration of inventory.policyDocuments) yield* judge(declaration);
  },
};

function* judge(declaration: PolicyDocumentDeclaration): Iterable<Observation> {
  const { site, attribute, purpose, identity, text } = declaration;
  const details = { subject: identitySubject(identity) };
  const document = documentOf(declaration);
  if (isUnknown(document)) {
    // Documents are commonly put together from what an apply makes, and rarely wrong by that.
    const message = `Nobody can tell whether RAM takes the document: ${notKnown(document)}`;
    yield indeterminate(site, message, document, { ...details, level: "info" });
    return;
  }
  if (typeof text !== "string") {
    if (identity.created)
      yield violation(site, `${attribute} is missing: RAM takes no ${identity.kind} without a document`, details);
    return;
  }
  const characters = [...text].length;
  const maximum = quotaOf(identity.account, "policyDocumentCharacters");
  // No source says how long a trust policy may be.
  if (purpose === "permissions" && characters > maximum) {
    const fix = "split it into several policies, or put resources under a common prefix";
    const message = `The document has ${characters} characters; RAM allows ${maximum}`;
    const claim = claimedQuota(identity.account, "policyDocumentCharacters", characters);
    yield claim === null
      ? violation(site, message, { ...details, fix })
      : indeterminate(site, `${message}: ${notKnown(claim)}`, claim, { ...details, fix: FIX_CLAIMED_QUOTA });
  }
  const refused = document.problems.find(({ isRefused }) => isRefused);
  if (refused) yield violation(site, `RAM would refuse the document: ${refused.message}`, details);
  const doubted = document.problems.find(({ isRefused }) => !isRefused);
  if (doubted) {
    const message = `RAM's documentation does not know all of the document: ${doubted.message}`;
    yield violation(site, message, { ...details, level: "warning" });
  }
}
