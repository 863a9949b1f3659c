import { isUnknown } from "../../maybe/maybe";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";

/** Two runs at a time: one overwrites what the other has noted about live keys. */
export const BCK003: Rule = {
  id: "BCK003",
  level: "warning",
  stages: ["configuration"],
  title: "OSS backend without a lock",
  why:
    "Two runs at a time overwrite each other's state: a key that one of them has created stays live, and no state " +
    "knows it any more.",
  fix: "name a Tablestore table in tablestore_table, with its tablestore_endpoint",
  example: {
    before: `{
  "terraform": { "backend": { "oss": {
    "bucket": "states",
    "encrypt": true
  } } }
}`,
    after: `{
  "terraform": { "backend": { "oss": {
    "bucket": "states",
    "encrypt": true,
    "tablestore_table": "locks",
    "tablestore_endpoint": "https://locks.cn-hangzhou.ots.aliyuncs.com"
  } } }
}`,
  },
  *evaluate({ inventory }) {
    for (const { site, oss } of inventory.backends) {
      if (oss === null) continue;
      if (isUnknown(oss.lockTable)) {
        yield indeterminate(site, `Two runs may not be kept apart: ${notKnown(oss.lockTable)}`, oss.lockTable);
      } else if (oss.lockTable === null) {
        yield violation(site, "The OSS backend has no tablestore_table, which would keep two runs apart");
      }
    }
  },
};
