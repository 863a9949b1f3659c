import { isUnknown } from "../../maybe/maybe";
import { declaredKeys } from "../keys/declared-keys";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, subjectOf } from "../wording";

/** The provider writes the secret into a file, encryption or not. */
export const SEC002: Rule = {
  id: "SEC002",
  level: "error",
  stages: ["configuration", "plan", "state"],
  title: "AccessKey secret written to a file",
  why:
    "secret_file is written in clear, even beside a pgp_key, and readable for every user of the machine that runs " +
    "the apply; nothing removes it later.",
  fix: "leave out secret_file, and hand the secret over with SecretCustody.pgp",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl", "secret_file": "secret.txt" }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl" }
  } }
}`,
  },
  *evaluate({ inventory }) {
    for (const key of declaredKeys(inventory)) {
      const subject = subjectOf(key);
      // A path of which only a part is known is one.
      if (isUnknown(key.secretFile) && key.secretFile.isSet !== true) {
        const message = `The secret may be written to a file in clear: ${notKnown(key.secretFile)}`;
        yield indeterminate(key.site, message, key.secretFile, { subject });
      } else if (key.secretFile) {
        const message =
          key.record === null
            ? "secret_file has the secret written in clear on the machine that runs the apply"
            : "secret_file had the secret written in clear on the machine that created the AccessKey";
        yield violation(key.site, message, { subject });
      }
    }
  },
};
