import type { Rule } from "../rule";
import { violation } from "../rule";

/** A credential in the code: in every clone of the repository, for ever. */
export const SEC009: Rule = {
  id: "SEC009",
  level: "error",
  stages: ["configuration", "plan"],
  title: "Literal credential in the configuration",
  why: "What is written in the configuration is in the repository, its history, every plan and every build log.",
  fix:
    "take it out, replace the AccessKey if the configuration was ever shared, " +
    "and let Terraform take its credentials from the environment or from a role",
  example: {
    before: `{
  "provider": { "alicloud": [{ "region": "cn-hangzhou", "access_key": "<id>", "secret_key": "<secret>" }] }
}`,
    after: `{
  "provider": { "alicloud": [{ "region": "cn-hangzhou" }] }
}`,
  },
  *evaluate({ inventory }) {
    for (const { site, attribute, kind, place } of inventory.literalCredentials) {
      if (kind === "accessKeySecret") {
        yield violation(site, `${attribute} holds a literal AccessKey secret`);
      } else if (place !== "other") {
        yield violation(
          site,
          `${attribute} holds the literal id of the AccessKey that the ${place} authenticates with`,
        );
      }
    }
  },
};
