import type { SecretUse } from "../../inventory/model";
import type { Unknown } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import { withoutKeys } from "../../places/instance-keys";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";
import { ClearSecrets } from "./clear-secret";
import { isMaskedAttribute } from "./masked-attributes";

/** A secret where nothing treats it as one. */
export const SEC008: Rule = {
  id: "SEC008",
  level: "error",
  stages: ["configuration", "plan"],
  title: "AccessKey secret in a place that does not protect it",
  why:
    "An attribute that its provider does not treat as a secret is stored, shown and logged as it is: user data can be " +
    "read on the instance, a command line by every process of the machine, a data source by its service. Arguments that " +
    "are known to be sensitive in the provider's schema are not meant: Terraform leaves them out of what it prints.",
  fix: "put the secret into a secret store (a KMS secret, a Kubernetes secret) and let the workload read it from there",
  example: {
    before: `{
  "resource": {
    "alicloud_instance": { "loader": {
      "user_data": "SECRET=\${alicloud_ram_access_key.k.secret}"
    } }
  }
}`,
    after: `{
  "resource": {
    "alicloud_kms_secret": { "loader": {
      "secret_data": "\${alicloud_ram_access_key.k.secret}"
    } }
  }
}`,
  },
  *evaluate(context) {
    const { inventory } = context;
    const secrets = new ClearSecrets(context);
    for (const use of inventory.secretUses) {
      const where = unprotectedPlace(use);
      if (where === null) continue;
      const clear = secrets.isClear(use);
      if (clear === false) continue;
      const unknown = isUnknown(clear) ? clear : use.place === "module" ? unseen(use) : null;
      if (unknown) {
        const message = `${where} may show the clear secret of ${use.accessKey.address}: ${notKnown(unknown)}`;
        yield indeterminate(use.site, message, unknown);
      } else {
        yield violation(use.site, `${where} takes the clear secret of ${use.accessKey.address}`);
      }
    }
  },
};

function unseen({ site, attribute }: SecretUse): Unknown {
  return {
    unknown: true,
    attribute: `${site.address}.${attribute}`,
    because: "what the module does with it is not seen",
  };
}

/** What takes the secret and is not known to protect it. */
function unprotectedPlace({ place, attribute, site }: SecretUse): string | null {
  if (place === "provisioner") return `The provisioner argument ${attribute}`;
  if (place === "module") return `The input ${attribute} of a module`;
  if (place === "data") return `The argument ${attribute} of a data source`;
  if (place !== "resource") return null;
  const [type = ""] = withoutKeys(site.address)
    .replace(/^(?:module\.[^.]+\.)+/, "")
    .split(".");
  return isMaskedAttribute(type, attribute) ? null : `${attribute}, which is not known to be kept as a secret,`;
}
