import { isUnknown } from "../../maybe/maybe";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown } from "../wording";

/** A state that lies in OSS as it was written. */
export const BCK002: Rule = {
  id: "BCK002",
  level: "warning",
  stages: ["configuration"],
  title: "OSS backend without encryption",
  why: "The state names every identity and key; without server-side encryption it is stored as it is.",
  fix: "set encrypt = true in the OSS backend",
  example: {
    before: `{
  "terraform": { "backend": { "oss": {
    "bucket": "states"
  } } }
}`,
    after: `{
  "terraform": { "backend": { "oss": {
    "bucket": "states",
    "encrypt": true
  } } }
}`,
  },
  *evaluate({ inventory }) {
    for (const { site, oss } of inventory.backends) {
      if (oss === null) continue;
      if (isUnknown(oss.encrypt)) {
        yield indeterminate(site, `The state may be stored without encryption: ${notKnown(oss.encrypt)}`, oss.encrypt);
      } else if (!oss.encrypt) {
        yield violation(site, "The OSS backend stores the state without encryption");
      }
    }
  },
};
