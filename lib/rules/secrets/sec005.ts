import type { SecretUse } from "../../inventory/model";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { ClearSecrets } from "./clear-secret";

/** A secret that anybody sees who can run `terraform output` or read a log. */
export const SEC005: Rule = {
  id: "SEC005",
  level: "error",
  stages: ["configuration", "plan", "state"],
  title: "AccessKey secret shown in clear",
  why: "An output that is not sensitive, or nonsensitive(), prints the secret on the screen and into the logs of CI.",
  fix: "output encryptedSecret instead, and let its recipient decrypt it",
  example: {
    before: `{
  "output": { "secret": { "value": "\${alicloud_ram_access_key.k.secret}" } }
}`,
    after: `{
  "output": { "secret": { "value": "\${alicloud_ram_access_key.k.encrypted_secret}" } }
}`,
  },
  *evaluate(context) {
    const secrets = new ClearSecrets(context);
    for (const use of context.inventory.secretUses) {
      if (secrets.isGone(use)) continue;
      const message = problemOf(use);
      if (message === undefined) continue;
      if (use.unknown === null) yield violation(use.site, message);
      else yield indeterminate(use.site, `${message}, if it reads it at all: ${notKnown(use.unknown)}`, use.unknown);
    }
  },
};

function problemOf({ place, sensitive, unmasked, attribute, accessKey }: SecretUse): string | undefined {
  if (unmasked) return `${attribute} takes the secret of ${accessKey.address} out of hiding with nonsensitive()`;
  if (place === "output" && !sensitive) return `The output shows the secret of ${accessKey.address} in clear`;
  return undefined;
}
