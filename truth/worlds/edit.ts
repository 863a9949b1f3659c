import type { AttachmentBlock, Configuration, KeyBlock, ModuleCall, PolicyBlock, UserBlock } from "./configuration";
import { addressOf, plainAddressOf, type Named } from "./names";

/** One edit of the code, as data. It names blocks by their labels, and does nothing where there is no such block. */
export type Edit =
  | { readonly kind: "add user"; readonly user: UserBlock }
  | { readonly kind: "add key"; readonly key: KeyBlock }
  | { readonly kind: "add attachment"; readonly attachment: AttachmentBlock; readonly policy: PolicyBlock | null }
  | { readonly kind: "add module"; readonly module: ModuleCall }
  | { readonly kind: "change user"; readonly label: string; readonly to: Partial<UserBlock> }
  | { readonly kind: "change key"; readonly label: string; readonly to: Partial<KeyBlock> }
  | { readonly kind: "change policy"; readonly label: string; readonly width: number }
  | { readonly kind: "change instances"; readonly module: string; readonly instances: readonly string[] }
  | { readonly kind: "raise trigger"; readonly label: string }
  | { readonly kind: "swap names"; readonly one: string; readonly other: string }
  | {
      readonly kind: "move";
      readonly label: string;
      readonly to: { label?: string; module?: string | null };
      readonly isMoved: boolean;
    }
  | { readonly kind: "remove"; readonly label: string; readonly isForgotten: boolean }
  | { readonly kind: "remove user"; readonly label: string; readonly keepsKeys: boolean };

/** The code after the edits. What an earlier version moved or forgot is done. */
export function edited(before: Configuration, edits: readonly Edit[]): Configuration {
  return edits.reduce<Configuration>((configuration, edit) => editedOnce(configuration, edit), {
    ...before,
    moves: [],
    forgotten: [],
  });
}

function editedOnce(configuration: Configuration, edit: Edit): Configuration {
  const { users, keys, policies, attachments, triggers, modules } = configuration;
  switch (edit.kind) {
    case "add user":
      return { ...configuration, users: [...users, edit.user] };
    case "add key":
      return { ...configuration, keys: [...keys, edit.key] };
    case "add module":
      return { ...configuration, modules: [...modules, edit.module] };
    case "add attachment":
      return {
        ...configuration,
        policies: edit.policy ? [...policies, edit.policy] : policies,
        attachments: [...attachments, edit.attachment],
      };
    case "change user":
      return { ...configuration, users: changed(users, edit.label, edit.to) };
    case "change key":
      return { ...configuration, keys: changed(keys, edit.label, edit.to) };
    case "change policy":
      return { ...configuration, policies: changed(policies, edit.label, { width: edit.width }) };
    case "change instances":
      return { ...configuration, modules: changed(modules, edit.module, { instances: edit.instances }) };
    case "raise trigger": {
      const generation = (triggers.find(({ label }) => label === edit.label)?.generation ?? 0) + 1;
      return { ...configuration, triggers: changed(triggers, edit.label, { generation }) };
    }
    case "swap names": {
      const [one, other] = [edit.one, edit.other].map((label) => users.find((user) => user.label === label));
      if (!one || !other) return configuration;
      return {
        ...configuration,
        users: changed(changed(users, one.label, { name: other.name }), other.label, { name: one.name }),
      };
    }
    case "move":
      return moved(configuration, edit);
    case "remove":
      return removed(configuration, edit.label, edit.isForgotten);
    case "remove user":
      return withoutUser(configuration, edit.label, edit.keepsKeys);
  }
}

function changed<Block extends { readonly label: string }>(
  blocks: readonly Block[],
  label: string,
  to: Partial<Block>,
): readonly Block[] {
  return blocks.map((block) => (block.label === label ? { ...block, ...to } : block));
}

function moved(configuration: Configuration, { label, to, isMoved }: Edit & { kind: "move" }): Configuration {
  const found = typedBlock(configuration, label);
  if (found === null) return configuration;
  const { type, block, kind } = found;
  const next = { ...block, ...to };
  const after = {
    ...configuration,
    [kind]: configuration[kind].map((each) => (each.label === label ? next : each)),
    ...(to.label !== undefined && renamedReferences(configuration, label, to.label, kind)),
  };
  if (!isMoved) return after;
  const from = addressOf(configuration, type, block);
  return { ...after, moves: [...after.moves, { stack: block.stack, from, to: addressOf(configuration, type, next) }] };
}

/** Whatever refers to a block by its label refers to it by the new one. */
function renamedReferences(
  { keys, attachments, users }: Configuration,
  from: string,
  to: string,
  kind: "users" | "keys",
): Partial<Configuration> {
  const renamed = <T extends string | null>(label: T): T | string => (label === from ? to : label);
  const depending = keys.map((key) => ({ ...key, dependsOn: key.dependsOn.map(renamed) }));
  if (kind === "keys") {
    return { keys: depending.map((key) => (key.label === from ? { ...key, label: to } : key)) };
  }
  return {
    users: users.map((user) => (user.label === from ? { ...user, label: to } : user)),
    keys: depending.map((key) => ({ ...key, user: renamed(key.user) })),
    attachments: attachments.map((attachment) => ({ ...attachment, user: renamed(attachment.user) })),
  };
}

function removed(configuration: Configuration, label: string, isForgotten: boolean): Configuration {
  const { keys, attachments, policies, forgotten } = configuration;
  const found = typedBlock(configuration, label);
  if (found === null) {
    return {
      ...configuration,
      attachments: attachments.filter((each) => each.label !== label && each.policy !== label),
      policies: policies.filter((each) => each.label !== label),
    };
  }
  const from = plainAddressOf(configuration, found.type, found.block);
  return {
    ...configuration,
    keys: keys
      .filter((each) => each.label !== label)
      .map((key) => ({ ...key, dependsOn: key.dependsOn.filter((each) => each !== label) })),
    ...(isForgotten && { forgotten: [...forgotten, { stack: found.block.stack, from }] }),
  };
}

/** Its keys go with it, or stay in the code with the name of the user in them. */
function withoutUser(configuration: Configuration, label: string, keepsKeys: boolean): Configuration {
  const user = configuration.users.find((each) => each.label === label);
  if (!user) return configuration;
  const withoutKeys = keepsKeys ? configuration : withoutKeysOf(configuration, label);
  return {
    ...withoutKeys,
    users: withoutKeys.users.filter((each) => each !== user),
    attachments: withoutKeys.attachments.filter((each) => each.user !== label),
    keys: withoutKeys.keys.map((key) =>
      key.user === label ? { ...key, user: `=${user.name}`, spelling: "literal", dependsOn: [] } : key,
    ),
  };
}

function withoutKeysOf(configuration: Configuration, label: string): Configuration {
  const gone = configuration.keys.filter((key) => key.user === label);
  return gone.reduce((rest, key) => removed(rest, key.label, false), configuration);
}

function typedBlock(
  { users, keys }: Configuration,
  label: string,
): { type: string; block: Named; kind: "users" | "keys" } | null {
  const user = users.find((each) => each.label === label);
  if (user) return { type: "alicloud_ram_user", block: user, kind: "users" };
  const key = keys.find((each) => each.label === label);
  return key ? { type: "alicloud_ram_access_key", block: key, kind: "keys" } : null;
}
