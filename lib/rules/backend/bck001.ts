import { declaredKeys, groupBy } from "../keys/declared-keys";
import { comparePlaces } from "../place-order";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { counted } from "../wording";

/** So many of the keys are shown; a stack may have thousands. */
const SHOWN = 3;

/** Clear secrets in a file on somebody's disk. */
export const BCK001: Rule = {
  id: "BCK001",
  level: "error",
  stages: ["configuration"],
  title: "Clear secrets in a local state file",
  why:
    "A local state is a file in clear, readable to every program of its user, in backups and easily in a commit; " +
    "nobody sees who has read it.",
  fix: "encrypt the secrets with SecretCustody.pgp, or keep the state in an encrypted remote backend",
  example: {
    before: `{
  "terraform": { "backend": { "local": {} } },
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl" }
  } }
}`,
    after: `{
  "terraform": { "backend": { "oss": {
    "bucket": "states",
    "encrypt": true
  } } },
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl" }
  } }
}`,
  },
  *evaluate({ inventory }) {
    // A pgp_key that is not known is SEC001's to report; an empty one is none.
    const clear = groupBy(
      declaredKeys(inventory).filter((key) => key.pgpKey === null || key.pgpKey === ""),
      (key) => key.site.stack,
    );
    for (const { site, type } of inventory.backends) {
      const keys = type === "local" ? (clear.get(site.stack) ?? []) : [];
      if (keys.length === 0) continue;
      const sites = keys.map((key) => key.site).sort(comparePlaces);
      const message = `The local state would hold the clear secret of ${counted(keys.length, "AccessKey declaration")}`;
      yield violation(site, message, { related: sites.slice(0, SHOWN) });
    }
  },
};
