import type { Principal } from "../../inventory/grant-model";
import type { AccessKey, Inventory } from "../../inventory/model";
import type { Maybe } from "../../maybe/maybe";
import type { Site } from "../../places/site";
import { isUnknown } from "../../maybe/maybe";
import type { Action, ResourceChange } from "../../plans/plan-model";
import { shortId } from "../../redaction/short-id";
import { placeKey } from "../../places/place-key";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, quote, subjectOf } from "../wording";
import { RunIdentities } from "./run-identity";

/** What an action does to something, for a sentence; what is not here leaves it as it is. */
const VERBS: Partial<Record<Action, string>> = { update: "changes", delete: "deletes", replace: "replaces" };

/** An apply that takes away what it works with: it stops in the middle, and nobody can run the next one. */
export const PLN015: Rule = {
  id: "PLN015",
  level: "error",
  stages: ["plan"],
  title: "Plan that touches what the run itself authenticates with",
  why:
    "When the key, user or role that Terraform runs as is disabled, deleted or renamed, the apply stops where it is, " +
    "and there are no credentials left to finish or undo it with.",
  fix: "let other credentials apply this change, or manage the identity of the deployment in a stack of its own",
  example: example(),
  *evaluate({ review, runIdentity }) {
    if (review === null) return;
    const { plan } = review;
    const run = new RunIdentities(plan, runIdentity);
    if (!run.areKnown) return;
    const before = new Places(plan.before);
    const after = new Places(plan.after);
    for (const change of plan.changes) {
      const verb = VERBS[change.action];
      if (change.mode === "data") continue;
      const place = placeKey(change.site);
      const key = before.keys.get(place);
      if (verb !== undefined && key) yield* touchedKey(change.site, key, verb, run);
      if (verb !== undefined) yield* touchedIdentity(change, verb, before, run);
      if (change.action === "delete" || change.action === "replace") yield* lostGrant(change.site, before, run);
      if (change.action !== "delete") yield* restrictedKey(change, before, after, run);
    }
  },
};

function* touchedKey(site: Site, key: AccessKey, verb: string, run: RunIdentities): Iterable<Observation> {
  const isOwn = run.isOwnKey(key);
  if (isOwn === false || key.record === null) return;
  const subject = subjectOf(key);
  const name = `the AccessKey ${shortId(key.record.id)}`;
  if (isOwn === true) {
    yield violation(site, `The plan ${verb} ${name}, with which the run itself authenticates`, { subject });
  } else {
    const because = "nothing tells which AccessKey of its user the run uses";
    const unknown = { unknown: true, attribute: "provider.alicloud.access_key", because } as const;
    const message = `The plan ${verb} ${name}, with which the run itself may authenticate: ${notKnown(unknown)}`;
    yield indeterminate(site, message, unknown, { subject });
  }
}

function* touchedIdentity(
  change: ResourceChange,
  verb: string,
  before: Places,
  run: RunIdentities,
): Iterable<Observation> {
  const identity = before.identities.get(placeKey(change.site));
  if (!identity || identity.kind === "policy" || isUnknown(identity.name)) return;
  const { kind, name, account } = identity;
  // Another comment or display name changes nothing for whoever runs as it.
  if (change.action === "update" && !change.isRename) return;
  if (name === null || !run.isActor(kind, name, account)) return;
  const what = change.action === "update" ? "renames" : verb;
  const message = `The plan ${what} the RAM ${kind} ${quote(name)}, as which the run itself acts`;
  yield violation(change.site, message, { subject: `${kind}:${name}` });
}

function* lostGrant(site: Site, before: Places, run: RunIdentities): Iterable<Observation> {
  for (const principal of before.grantees.get(placeKey(site)) ?? []) {
    const { kind, name, account, label } = principal;
    if (name === null || !run.isActor(kind, name, account)) continue;
    const message = `The plan takes a grant from ${label}, as which the run itself acts`;
    yield violation(site, message, { subject: `${kind}:${name}` });
  }
}

function* restrictedKey(
  { site, action }: ResourceChange,
  before: Places,
  after: Places,
  run: RunIdentities,
): Iterable<Observation> {
  const target = after.restricted.get(placeKey(site));
  const key = target === undefined ? undefined : before.keys.get(target);
  if (!key?.record || action === "no-op" || run.isOwnKey(key) !== true) return;
  const name = `the AccessKey ${shortId(key.record.id)}`;
  const message = `The plan changes from which networks ${name} works, with which the run itself authenticates`;
  yield violation(site, message, { subject: subjectOf(key) });
}

/** The principals that are known, by the place of what gives them something; a membership may have many. */
function groupMembers(grants: readonly { site: Site; principal: Maybe<Principal> }[]): Map<string, Principal[]> {
  const grantees = new Map<string, Principal[]>();
  for (const { site, principal } of grants) {
    if (isUnknown(principal)) continue;
    const known = grantees.get(placeKey(site));
    if (known) known.push(principal);
    else grantees.set(placeKey(site), [principal]);
  }
  return grantees;
}

/** What stands where. */
class Places {
  readonly keys: ReadonlyMap<string, AccessKey>;
  readonly identities: ReadonlyMap<string, Inventory["identities"][number]>;
  /** To whom an attachment, or a membership, gives something. */
  readonly grantees: ReadonlyMap<string, readonly Principal[]>;
  /** Places of keys by those of their restrictions. */
  readonly restricted: ReadonlyMap<string, string>;

  constructor({ accessKeys, identities, policyAttachments, groupMemberships, networkRestrictions }: Inventory) {
    this.keys = new Map(accessKeys.map((key) => [placeKey(key.site), key]));
    this.identities = new Map(identities.map((identity) => [placeKey(identity.site), identity]));
    const grants = [
      ...policyAttachments.map(({ site, principal }) => ({ site, principal })),
      ...groupMemberships.map(({ site, user }) => ({ site, principal: user })),
    ];
    this.grantees = groupMembers(grants);
    this.restricted = new Map(
      networkRestrictions.flatMap(({ site, accessKey }) =>
        isUnknown(accessKey) ? [] : [[placeKey(site), placeKey(accessKey)] as const],
      ),
    );
  }
}

/** What a reviewer sees. */
function example(): Rule["example"] {
  return {
    before: `{
  "prior_state": { "values": { "root_module": { "resources": [
    { "address": "data.alicloud_caller_identity.me", "mode": "data",
      "type": "alicloud_caller_identity",
      "values": { "arn": "acs:ram::1234567890123456:user/deployer" } }
  ] } } },
  "resource_changes": [
    { "address": "alicloud_ram_user.deployer", "type": "alicloud_ram_user",
      "change": { "actions": ["delete"],
        "before": { "name": "deployer" }, "after": null } }
  ]
}`,
    after: `{
  "prior_state": { "values": { "root_module": { "resources": [
    { "address": "data.alicloud_caller_identity.me", "mode": "data",
      "type": "alicloud_caller_identity",
      "values": { "arn": "acs:ram::1234567890123456:user/admin" } }
  ] } } },
  "resource_changes": [
    { "address": "alicloud_ram_user.deployer", "type": "alicloud_ram_user",
      "change": { "actions": ["delete"],
        "before": { "name": "deployer" }, "after": null } }
  ]
}`,
  };
}
