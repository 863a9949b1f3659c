import type { NamedIdentity } from "../../inventory/model";
import type { Unknown } from "../../maybe/maybe";
import { PlaceMap } from "../../places/place-map";
import type { OverwrittenAttribute } from "../../plans/overwritten";
import type { ResourceChange } from "../../plans/plan-model";
import { named } from "../../text/wording";
import { identitySubject } from "../identities/subjects";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, quote } from "../wording";

/** What somebody else has written into RAM is lost by an import whose code does not say the same. */
export const PLN018: Rule = {
  id: "PLN018",
  level: "warning",
  stages: ["plan"],
  title: "Import that overwrites what the adopted identity has",
  why:
    "An import takes over the identity, and the same apply sets it to what the code says. What the code does not say " +
    "is removed: a display name, a comment or a mail address that somebody needs, or what a policy allows.",
  fix:
    "write into the code what the identity has, or name it in ignore_changes, so that the import changes nothing; " +
    "or agree that it is lost",
  example: {
    before: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.etl", "type": "alicloud_ram_user",
      "change": { "actions": ["update"],
        "importing": { "id": "276543210987654321" },
        "before": { "name": "legacy-etl",
          "comments": "ask bi@example.com before you delete it" },
        "after": { "name": "legacy-etl", "comments": null } } }
  ]
}`,
    after: `{
  "resource_changes": [
    { "address": "alicloud_ram_user.etl", "type": "alicloud_ram_user",
      "change": { "actions": ["no-op"],
        "importing": { "id": "276543210987654321" },
        "before": { "name": "legacy-etl",
          "comments": "ask bi@example.com before you delete it" },
        "after": { "name": "legacy-etl",
          "comments": "ask bi@example.com before you delete it" } } }
  ]
}`,
  },
  *evaluate({ review }) {
    if (review === null) return;
    const { changes, before } = review.plan;
    const imports = changes.filter(({ overwrites = [] }) => overwrites.length > 0);
    if (imports.length === 0) return;
    const identities = new PlaceMap<NamedIdentity>();
    for (const identity of before.identities) identities.set(identity.site, identity);
    for (const change of imports) yield observe(change, identities.get(change.site));
  },
};

const NOUNS = { user: "RAM user", group: "RAM user group", role: "RAM role", policy: "Custom policy" } as const;

function observe(change: ResourceChange, identity: NamedIdentity | undefined): Observation {
  const { site, overwrites = [], action } = change;
  const name = typeof identity?.name === "string" ? ` ${quote(identity.name)}` : "";
  const label = identity ? `${NOUNS[identity.kind]}${name || ` ${site.address}`}` : site.address;
  const details = identity ? { subject: identitySubject(identity) } : {};
  const words = overwrites.map(wordsOf).join("; ");
  if (action === "replace") {
    const message = `${label} is adopted, and then deleted and created again, with other values: ${words}`;
    return violation(site, message, details);
  }
  const open = overwrites.filter(({ effect }) => effect === "may be changed").map((attribute) => attribute.name);
  if (open.length < overwrites.length) {
    return violation(site, `${label} is adopted, and the apply overwrites what it has: ${words}`, details);
  }
  const unknown: Unknown = {
    unknown: true,
    attribute: `${site.address}.${open[0] ?? ""}`,
    because: "it is known after the apply only",
  };
  const message = `${label} is adopted, and the apply may overwrite its ${named(open)}: ${notKnown(unknown)}`;
  return indeterminate(site, message, unknown, details);
}

/** `comments "nightly loads" becomes "other"`. */
function wordsOf({ name, effect, values }: OverwrittenAttribute): string {
  const what = values === null ? name : `${name} ${quote(values.from)}`;
  if (effect === "changed" && values?.to) return `${what} becomes ${quote(values.to)}`;
  return effect === "may be changed" ? `${what} may be changed` : `${what} is ${effect}`;
}
