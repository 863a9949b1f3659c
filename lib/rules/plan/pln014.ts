import type { AccessKey, NetworkRestriction } from "../../inventory/model";
import type { Site } from "../../places/site";
import { isUnknown } from "../../maybe/maybe";
import type { Plan } from "../../inventory/read-plans";
import { placeKey } from "../../places/place-key";
import type { Observation, ObservationDetails, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, subjectOf } from "../wording";
import { compareNetworks, readNetworks } from "./networks";

/** A key that will work from where it did not: what a leaked secret is worth changes with one line. */
export const PLN014: Rule = {
  id: "PLN014",
  level: "warning",
  stages: ["plan"],
  title: "Network restriction removed or widened",
  why: "Whoever has found the secret without being able to use it can use it after the apply.",
  fix: "keep the restriction, or add only the networks from which a consumer of the key calls",
  example: example(),
  *evaluate({ review }) {
    if (review === null) return;
    const { plan } = review;
    if (plan.before.networkRestrictions.length === 0) return;
    const after = new Restrictions(plan);
    for (const restriction of plan.before.networkRestrictions) yield* judge(restriction, after);
  },
};

function* judge(before: NetworkRestriction, after: Restrictions): Iterable<Observation> {
  const { site } = before;
  const key = after.keyOf(before);
  if (before.document === null || key === "gone") return;
  const found = after.of(before);
  if (found === "forgotten" || after.isUntouched(before)) return;
  const details = key ? { subject: subjectOf(key), related: [key.site] } : {};
  if (isUnknown(before.document)) {
    yield cannotTell(site, before.document.attribute, before.document.because, details);
    return;
  }
  const old = readNetworks(before.document);
  if (old === "everywhere" || found?.document === before.document) return;
  if (found?.document === undefined || found.document === null) {
    yield violation(site, `The network restriction of ${nameOf(key)} is removed: it works from everywhere`, details);
  } else if (isUnknown(found.document)) {
    yield cannotTell(site, found.document.attribute, found.document.because, details);
  } else {
    const current = readNetworks(found.document);
    const attribute = `${found.site.address}.access_key_policy`;
    if (current === "everywhere") {
      yield violation(site, `The network restriction of ${nameOf(key)} is set to Inactive`, details);
    } else if (old === null || current === null) {
      yield cannotTell(site, attribute, "it is not a document as Alibaba Cloud documents it", details);
    } else {
      const { widened, undecided } = compareNetworks(old, current);
      if (widened.length > 0) {
        const what = widened.join(", ");
        yield violation(site, `The network restriction of ${nameOf(key)} is widened: it allows ${what}`, details);
      } else if (undecided !== null) {
        yield cannotTell(site, attribute, undecided, details);
      }
    }
  }
}

function cannotTell(site: Site, attribute: string, because: string, details: ObservationDetails): Observation {
  const unknown = { unknown: true, attribute, because } as const;
  return indeterminate(site, `The network restriction may be widened: ${notKnown(unknown)}`, unknown, details);
}

function nameOf(key: AccessKey | null): string {
  if (key === null) return "an AccessKey";
  return key.owner === null || isUnknown(key.owner)
    ? `the AccessKey ${key.site.address}`
    : `a key of ${key.owner.label}`;
}

/** What there will be of restrictions and keys. */
class Restrictions {
  private readonly keysBefore: ReadonlySet<string>;
  private readonly keys: ReadonlyMap<string, AccessKey>;
  private readonly byKey = new Map<string, NetworkRestriction>();
  private readonly bySite = new Map<string, NetworkRestriction>();
  private readonly forgotten: ReadonlySet<string>;
  private readonly touched: ReadonlySet<string>;

  constructor({ before, after, changes }: Plan) {
    this.keysBefore = new Set(before.accessKeys.map(({ site }) => placeKey(site)));
    this.keys = new Map(after.accessKeys.map((key) => [placeKey(key.site), key]));
    for (const restriction of after.networkRestrictions) {
      this.bySite.set(placeKey(restriction.site), restriction);
      if (!isUnknown(restriction.accessKey)) this.byKey.set(placeKey(restriction.accessKey), restriction);
    }
    this.touched = new Set(changes.flatMap(({ action, site }) => (action === "no-op" ? [] : [placeKey(site)])));
    this.forgotten = new Set(changes.flatMap(({ action, site }) => (action === "forget" ? [placeKey(site)] : [])));
  }

  /** The key that is restricted: null where it is declared elsewhere, `gone` where the plan takes it away. */
  keyOf({ accessKey }: NetworkRestriction): AccessKey | "gone" | null {
    if (isUnknown(accessKey)) return null;
    const place = placeKey(accessKey);
    return this.keys.get(place) ?? (this.keysBefore.has(place) ? "gone" : null);
  }

  isUntouched({ site }: NetworkRestriction): boolean {
    return !this.touched.has(placeKey(site));
  }

  /** What restricts the same key afterwards. Terraform leaves in force what it forgets. */
  of({ accessKey, site }: NetworkRestriction): NetworkRestriction | "forgotten" | null {
    const ofKey = isUnknown(accessKey) ? undefined : this.byKey.get(placeKey(accessKey));
    const found = ofKey ?? this.bySite.get(placeKey(site));
    return found ?? (this.forgotten.has(placeKey(site)) ? "forgotten" : null);
  }
}

/** What a reviewer sees. */
function example(): Rule["example"] {
  return {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key_policy.k",
      "type": "alicloud_ram_access_key_policy",
      "change": { "actions": ["delete"],
        "before": { "access_key_policy": "{\\"Status\\":\\"Active\\"}" },
        "after": null } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_access_key_policy.k",
      "type": "alicloud_ram_access_key_policy",
      "change": { "actions": ["no-op"],
        "before": { "access_key_policy": "{\\"Status\\":\\"Active\\"}" },
        "after": { "access_key_policy": "{\\"Status\\":\\"Active\\"}" } } }
  ]
}`,
  };
}
