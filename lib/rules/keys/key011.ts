import type { AccessKeyMetadata } from "../../configuration/metadata";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { subjectOf } from "../wording";
import { declaredKeys } from "./declared-keys";

/** A key of which nobody has said what it is for: the question that the console asks a person. */
export const KEY011: Rule = {
  id: "KEY011",
  level: "warning",
  stages: ["configuration"],
  title: "AccessKey without a stated scenario and necessity",
  why: "Whoever finds the key later, on the day that it leaks, cannot tell what stops when it is disabled.",
  fix: "declare the key with User.addAccessKey, giving its scenario and why it is necessary",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl" }
  } }
}`,
    after: `etl.addAccessKey("load", {
  scenario: AccessKeyScenario.ON_PREMISES_APPLICATION,
  necessity: "the loader runs in our own data centre",
  custody: SecretCustody.pgp(teamPublicKey),
});`,
  },
  *evaluate({ inventory }) {
    for (const key of declaredKeys(inventory)) {
      const missing = missingFrom(key.metadata);
      if (missing === undefined) continue;
      yield violation(key.site, `Nothing states the ${missing} of the AccessKey`, { subject: subjectOf(key) });
    }
  },
};

/** A root key has its reason in its acceptance, and no scenario makes it better. */
function missingFrom(metadata: AccessKeyMetadata | null): string | undefined {
  const noScenario = !metadata?.scenario && !metadata?.root;
  const noNecessity = !metadata?.necessity.trim();
  if (noScenario) return noNecessity ? "scenario and necessity" : "scenario";
  return noNecessity ? "necessity" : undefined;
}
