import { isUnknown } from "../../maybe/maybe";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { ClearSecrets } from "./clear-secret";

/** A secret in an output, even a sensitive one: one command prints it. */
export const SEC006: Rule = {
  id: "SEC006",
  level: "warning",
  stages: ["configuration", "plan", "state"],
  title: "Clear AccessKey secret in an output",
  why:
    "A sensitive output is hidden on the screen only: terraform output -json prints it, and so does every program " +
    "that reads the state of this stack.",
  fix: "output encryptedSecret instead, and let its recipient decrypt it",
  example: {
    before: `{
  "output": { "secret": {
    "value": "\${alicloud_ram_access_key.k.secret}",
    "sensitive": true
  } }
}`,
    after: `{
  "output": { "secret": {
    "value": "\${alicloud_ram_access_key.k.encrypted_secret}",
    "sensitive": true
  } }
}`,
  },
  *evaluate(context) {
    const { inventory } = context;
    const secrets = new ClearSecrets(context);
    for (const use of inventory.secretUses) {
      // What is shown in clear is SEC005's.
      if (use.place !== "output" || !use.sensitive || use.unmasked) continue;
      const clear = secrets.isClear(use);
      if (isUnknown(clear)) {
        const message = `The output may hold the secret of ${use.accessKey.address} in clear: ${notKnown(clear)}`;
        yield indeterminate(use.site, message, clear);
      } else if (clear) {
        yield violation(use.site, `The sensitive output holds the secret of ${use.accessKey.address} in clear`);
      }
    }
  },
};
