import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";

/** A secret that is copied into the state of another stack. */
export const SEC007: Rule = {
  id: "SEC007",
  level: "error",
  stages: ["configuration"],
  title: "AccessKey secret used in another stack",
  why:
    "A reference across stacks makes an output in the one and copies the secret into the state of the other: " +
    "two places to protect, and nobody sees the second.",
  fix: "create the AccessKey in the stack that uses it, or hand the encrypted secret to its consumer",
  example: {
    before: `const key = etl.addAccessKey("load", {
  ...options,
  custody: SecretCustody.state({
    reason: "until the move",
    until: "2027-03-31",
  }),
});
const consumer = new TerraformStack(app, "consumer");
new TerraformOutput(consumer, "secret", {
  value: key.unsafeClearSecret(),
  sensitive: true,
});`,
    after: `const key = etl.addAccessKey("load", {
  ...options,
  custody: SecretCustody.pgp(teamPublicKey),
});
const consumer = new TerraformStack(app, "consumer");
new TerraformOutput(consumer, "secret", { value: key.encryptedSecret });`,
  },
  *evaluate({ inventory }) {
    for (const { site, attribute, accessKey, crossesStacks, unknown } of inventory.secretUses) {
      if (!crossesStacks) continue;
      const message = `${attribute} takes the secret of ${accessKey.address} from the stack "${accessKey.stack}"`;
      if (unknown === null) yield violation(site, message);
      else yield indeterminate(site, `${message}, if it reads it at all: ${notKnown(unknown)}`, unknown);
    }
  },
};
