import type { ProviderConstraint } from "../../inventory/deployment-model";
import { isUnknown, type Unknown } from "../../maybe/maybe";
import { compareVersions, oldestAllowed, readVersion } from "../../text/version-constraint";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, quote } from "../wording";

/** A provider that may be too old for what the configuration says. */
export const PRV001: Rule = {
  id: "PRV001",
  level: "error",
  stages: ["configuration"],
  title: "Provider version older than an argument that is used",
  why:
    "An older provider does not know the argument: the plan fails on the machine that has it, or a protection that " +
    "the code shows is not there.",
  fix: "raise the version constraint of aliyun/alicloud in required_providers",
  example: {
    before: `{
  "terraform": { "required_providers": { "alicloud": {
    "source": "aliyun/alicloud",
    "version": "~> 1.280"
  } } },
  "resource": { "alicloud_ram_access_key_policy": { "k": {
    "user_access_key_id": "\${alicloud_ram_access_key.k.id}",
    "status": "Active"
  } } }
}`,
    after: `{
  "terraform": { "required_providers": { "alicloud": {
    "source": "aliyun/alicloud",
    "version": "~> 1.286"
  } } },
  "resource": { "alicloud_ram_access_key_policy": { "k": {
    "user_access_key_id": "\${alicloud_ram_access_key.k.id}",
    "status": "Active"
  } } }
}`,
  },
  *evaluate({ inventory }) {
    for (const constraint of inventory.providerConstraints) {
      const observation = judge(constraint);
      if (observation) yield observation;
    }
  },
};

function judge({ site, version, need }: ProviderConstraint): Observation | null {
  const since = need && readVersion(need.since);
  if (version === null || need === null || since === null) return null;
  const oldest = isUnknown(version) ? null : oldestAllowed(version);
  if (oldest === undefined) return null;
  if (oldest === null) {
    const because = 'it is no version constraint that can be compared, such as ">= 1.286.0"';
    const unknown: Unknown = isUnknown(version)
      ? version
      : { unknown: true, attribute: `${site.address}.version`, because };
    const message = `The provider may be older than ${need.since}, which ${need.what} needs: ${notKnown(unknown)}`;
    return indeterminate(site, message, unknown, { related: [need.site] });
  }
  if (isUnknown(version) || compareVersions(oldest, since) >= 0) return null;
  const message = `The constraint ${quote(version)} allows ${oldest.join(".")}, but ${need.what} needs ${need.since}`;
  return violation(site, message, { related: [need.site] });
}
