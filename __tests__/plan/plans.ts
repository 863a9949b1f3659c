import { readPlans, type PlanSource } from "../../lib/inventory/read-plans";
import type { Plan } from "../../lib/inventory/read-plans";

/*
 * Small plans for the tests of reviews: documents as `terraform show -json` prints them, made of users and keys.
 */

type Status = "Active" | "Inactive";

export interface PlannedKey {
  /** The address; `alicloud_ram_access_key.NAME` where it is only a name. */
  readonly at: string;
  /** Name of its user, and the name after the apply where that is another one; null for a key without a user. */
  readonly user?: string | null;
  readonly nextUser?: string;
  /** The actions as the plan spells them. */
  readonly do: string;
  readonly before?: Status;
  readonly after?: Status;
  /** Why; of a deletion, that its block is gone. Null for a plan that destroys, or where it is deposed. */
  readonly reason?: string | null;
  readonly paths?: readonly string[];
  readonly deposed?: string;
  readonly from?: string;
  /** The status that the state had; "gone" where the key is gone since then. */
  readonly recorded?: Status | "gone";
  readonly id?: string;
  /** When the key that there is was created. */
  readonly created?: string;
  /** `pgp_key` before and after. */
  readonly pgpKeys?: readonly [string, string];
  /** Whether the configuration says the status. */
  readonly pins?: boolean;
  readonly unknownUser?: boolean;
  readonly unknownStatus?: boolean;
}

export interface PlannedUser {
  readonly at: string;
  readonly name: string;
  readonly nextName?: string;
  readonly do: string;
  readonly force?: boolean;
  readonly from?: string;
  readonly reason?: string | null;
}

export interface PlanParts {
  readonly users?: readonly PlannedUser[];
  readonly keys?: readonly PlannedKey[];
  /** The account that a data source tells, with who runs Terraform. */
  readonly caller?: { readonly type: "Account" | "RAMUser"; readonly accountId?: string };
  readonly resources?: readonly object[];
}

/** The document of a plan. */
export function planDocument({ users = [], keys = [], caller, resources = [] }: PlanParts): Record<string, unknown> {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: [...users.map(userChange), ...keys.flatMap((key) => keyChange(key) ?? [])],
    resource_drift: keys.flatMap((key) => keyDrift(key) ?? []),
    prior_state: {
      values: {
        root_module: {
          resources: [
            ...(caller ? [callerIdentity(caller)] : []),
            ...keys.flatMap((key) => keyObject(key, users) ?? []),
          ],
        },
      },
    },
    configuration: {
      provider_config: { alicloud: { name: "alicloud", full_name: "registry.terraform.io/aliyun/alicloud" } },
      root_module: { resources: [...keys.map((key) => configured(key, users)), ...resources] },
    },
  };
}

export function planOf(parts: PlanParts, more: Partial<PlanSource> = {}): Plan {
  return readPlans([{ name: "app", document: planDocument(parts), ...more }]);
}

function configured(
  { at, pins, after, unknownUser = false, user = "etl", ...key }: PlannedKey,
  users: readonly PlannedUser[],
): object {
  const address = addressOf("alicloud_ram_access_key", at).replace(/\[.*$/, "");
  const owner = users.find(({ name, nextName = name }) => !unknownUser && nextName === (key.nextUser ?? user));
  const reference = owner && addressOf("alicloud_ram_user", owner.at).replace(/\[.*$/, "");
  const expressions = {
    ...(reference !== undefined && { user_name: { references: [`${reference}.name`, reference] } }),
    ...(pins && { status: { constant_value: after ?? "Active" } }),
  };
  const [type, name] = address.split(".");
  return { address, mode: "managed", type, name, expressions };
}

function addressOf(type: string, at: string): string {
  return at.includes(".") ? at : `${type}.${at}`;
}

function element(type: string, at: string, change: object, more: object = {}): object {
  const address = addressOf(type, at);
  const name = /\.([^.[]+)(?:\[.*)?$/.exec(address)?.[1];
  return { address, mode: "managed", type, name, change, ...more };
}

function callerIdentity({ type, accountId = "1234567890123456" }: NonNullable<PlanParts["caller"]>): object {
  const address = "data.alicloud_caller_identity.me";
  const values = { account_id: accountId, identity_type: type, arn: `acs:ram::${accountId}:root` };
  return { address, mode: "data", type: "alicloud_caller_identity", name: "me", values };
}

function userChange({ at, name, nextName = name, do: verbs, force = false, from, reason }: PlannedUser): object {
  const actions = verbs.split(",");
  const before = actions[0] === "create" && actions.length === 1 ? null : { name, force, id: "1" };
  const after = actions.includes("create") || !/delete|forget/.test(verbs) ? { name: nextName, force, id: "1" } : null;
  const more = {
    ...(from !== undefined && { previous_address: addressOf("alicloud_ram_user", from) }),
    ...reasonOf(verbs, reason),
  };
  return element("alicloud_ram_user", at, { actions, before, after, after_unknown: {} }, more);
}

function keyChange(key: PlannedKey): object | null {
  const { at, user = "etl", nextUser = user, do: verbs, before = "Active", after = "Active" } = key;
  if (verbs === "") return null;
  const actions = verbs.split(",");
  const isNew = actions.includes("create");
  const made = key.created === undefined ? {} : { create_time: key.created };
  const recipients = (key.pgpKeys ?? []).map((pgp_key) => ({ pgp_key }));
  const unknown = {
    ...(isNew && { id: true }),
    ...(key.unknownUser && { user_name: true }),
    ...(key.unknownStatus && { status: true }),
  };
  const change = {
    actions,
    before: verbs === "create" ? null : { id: idOf(key), user_name: user, status: before, ...made, ...recipients[0] },
    after:
      isNew || !/delete|forget/.test(verbs)
        ? {
            ...(!isNew && { id: idOf(key), ...made }),
            ...recipients[1],
            ...(!key.unknownUser && { user_name: nextUser }),
            ...(!key.unknownStatus && { status: after }),
          }
        : null,
    after_unknown: unknown,
    ...(key.paths && { replace_paths: key.paths.map((path) => [path]) }),
  };
  return element("alicloud_ram_access_key", at, change, {
    ...(key.deposed !== undefined && { deposed: key.deposed }),
    ...(key.from !== undefined && { previous_address: addressOf("alicloud_ram_access_key", key.from) }),
    ...reasonOf(verbs, key.deposed === undefined ? key.reason : null),
  });
}

/** A plan says of a deletion why, unless it destroys or deletes what an earlier replacement has left behind. */
function reasonOf(
  verbs: string,
  reason: string | null | undefined = verbs === "delete" ? "delete_because_no_resource_config" : null,
): object {
  return reason === null ? {} : { action_reason: reason };
}

/** As the state has it after the refresh, with the user that it refers to. */
function keyObject(key: PlannedKey, users: readonly PlannedUser[]): object | null {
  const { at, user = "etl", do: verbs, before = "Active", deposed } = key;
  if (verbs === "" || verbs === "create" || key.recorded === "gone") return null;
  const made = key.created === undefined ? {} : { create_time: key.created };
  const recipients = (key.pgpKeys ?? []).map((pgp_key) => ({ pgp_key }));
  const owner = users.find(({ name }) => name === user);
  return element(
    "alicloud_ram_access_key",
    at,
    {},
    {
      ...(deposed !== undefined && { deposed_key: deposed }),
      values: { id: idOf(key), user_name: user, status: before, ...made, ...recipients[0] },
      depends_on:
        owner === undefined ? [] : [addressOf("alicloud_ram_user", owner.from ?? owner.at).replace(/\[.*$/, "")],
    },
  );
}

function keyDrift(key: PlannedKey): object | null {
  const { at, user = "etl", before = "Active", recorded } = key;
  if (recorded === undefined) return null;
  const values = { id: idOf(key), user_name: user };
  const change =
    recorded === "gone"
      ? { actions: ["delete"], before: { ...values, status: "Active" }, after: null }
      : { actions: ["update"], before: { ...values, status: recorded }, after: { ...values, status: before } };
  return element("alicloud_ram_access_key", at, change);
}

function idOf({ at, id, deposed = "" }: PlannedKey): string {
  return id ?? `id-of-${at}${deposed}`;
}
