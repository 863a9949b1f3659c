import { isUnknown } from "../../maybe/maybe";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, quote } from "../wording";

/** A state that anybody can download. */
export const BCK004: Rule = {
  id: "BCK004",
  level: "error",
  stages: ["configuration"],
  title: "State that the public can read",
  why: "Whoever knows or guesses the address of the file has every identity, every id and every clear secret in it.",
  fix: 'leave out acl, or set acl = "private"',
  example: {
    before: `{
  "terraform": { "backend": { "oss": {
    "bucket": "states",
    "acl": "public-read"
  } } }
}`,
    after: `{
  "terraform": { "backend": { "oss": {
    "bucket": "states",
    "acl": "private"
  } } }
}`,
  },
  *evaluate({ inventory }) {
    for (const { site, oss } of inventory.backends) {
      if (oss === null || oss.acl === null) continue;
      if (isUnknown(oss.acl)) {
        yield indeterminate(site, `The public may be able to read the state: ${notKnown(oss.acl)}`, oss.acl);
      } else if (oss.acl.startsWith("public-")) {
        yield violation(site, `The ACL ${quote(oss.acl)} lets the public read the state`);
      }
    }
  },
};
