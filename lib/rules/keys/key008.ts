import type { NetworkRestriction } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";
import { placeKey } from "../../places/place-key";
import { compareText } from "../place-order";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, subjectOf } from "../wording";
import { declaredKeys } from "./declared-keys";
import { ignoresNetworkRestrictions } from "./services";

/** A key that works from anywhere is worth more to whoever finds it. */
export const KEY008: Rule = {
  id: "KEY008",
  level: "info",
  stages: ["configuration"],
  title: "AccessKey without a network restriction",
  why: "A leaked key works from every network; a restricted one only from those that its consumers call from.",
  fix: "restrict the key to the networks of its consumers with an alicloud_ram_access_key_policy",
  example: {
    before: `{
  "resource": { "alicloud_ram_access_key": {
    "k": { "user_name": "etl" }
  } }
}`,
    after: `{
  "resource": {
    "alicloud_ram_access_key": {
      "k": { "user_name": "etl" }
    },
    "alicloud_ram_access_key_policy": {
      "k": { "user_access_key_id": "\${alicloud_ram_access_key.k.id}", "status": "Active" }
    }
  }
}`,
  },
  *evaluate({ inventory }) {
    const targets = inventory.networkRestrictions.map((restriction) => restriction.accessKey);
    const restricted = restrictedInstances(inventory.networkRestrictions);
    // A restriction whose key is not known may be that of any key; the first by name stands for all of them.
    const [unknown] = targets.filter(isUnknown).sort((one, other) => compareText(one.attribute, other.attribute));

    for (const key of declaredKeys(inventory)) {
      const consumers = key.metadata?.consumers ?? [];
      const useless = consumers.length > 0 && consumers.every(({ service }) => ignoresNetworkRestrictions(service));
      const instances = restricted.get(placeKey(key.site));
      const isCovered = instances?.has(null) ?? false;
      if (useless || isCovered || (instances && !isUnknown(key.instances) && instances.size >= key.instances)) continue;

      const details = { subject: subjectOf(key) };
      if (instances && isUnknown(key.instances)) {
        const message = `Not all of these AccessKeys may have a network restriction: ${notKnown(key.instances)}`;
        yield indeterminate(key.site, message, key.instances, details);
      } else if (unknown) {
        const message = `The AccessKey may have no network restriction: ${notKnown(unknown)}`;
        yield indeterminate(key.site, message, unknown, details);
      } else if (instances && !isUnknown(key.instances)) {
        const message = `No more than ${instances.size} of these ${key.instances} AccessKeys has a network restriction`;
        yield violation(key.site, message, details);
      } else {
        yield violation(key.site, "The AccessKey has no network restriction: it works from everywhere", details);
      }
    }
  },
};

/** The instances of each key that are restricted; null among them stands for all. */
function restrictedInstances(restrictions: readonly NetworkRestriction[]): Map<string, Set<string | null>> {
  const restricted = new Map<string, Set<string | null>>();
  for (const { accessKey } of restrictions) {
    if (isUnknown(accessKey)) continue;
    const instances = restricted.get(placeKey(accessKey)) ?? new Set();
    restricted.set(placeKey(accessKey), instances.add(accessKey.instance ?? null));
  }
  return restricted;
}
