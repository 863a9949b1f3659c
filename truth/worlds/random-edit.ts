import type { Random } from "../random";
import { Labels, randomKey, randomUser, roomOf } from "./blocks";
import type { Configuration, KeyBlock, UserBlock } from "./configuration";
import type { Edit } from "./edit";
import { WIDEST } from "./ladder";

/** An edit that the code allows; null where the kind that was drawn finds nothing to be about. */
export function randomEdit(
  random: Random,
  labels: Labels,
  configuration: Configuration,
  stacks: readonly string[],
): Edit | null {
  const { users, keys, triggers, modules, attachments, policies } = configuration;
  const user = (): UserBlock => random.pick(users);
  const hungry = (): UserBlock => {
    const withRoom = users.filter((each) => roomOf(configuration, each) > 0);
    return withRoom.length > 0 && random.chance(0.8) ? random.pick(withRoom) : user();
  };
  const key = (): KeyBlock => random.pick(keys);
  const repeated = modules.filter(({ repeat }) => repeat !== "single");
  const repeatedKeys = keys.filter(({ repeat }) => repeat !== null);
  const ifAny = (count: number, weight: number): number => (count > 0 ? weight : 0);
  const onKey = ifAny(keys.length, 1);
  const onUser = ifAny(users.length, 1);
  return random.weighted<() => Edit | null>([
    [8 * onUser, () => ({ kind: "add key", key: randomKey(random, labels, configuration, hungry()) })],
    [8 * onKey, () => ({ kind: "remove", label: key().label, isForgotten: random.chance(0.25) })],
    [
      8 * onKey,
      () => ({ kind: "change key", label: key().label, to: { status: random.pick(["Active", "Inactive", null]) } }),
    ],
    [ifAny(triggers.length, 10), () => ({ kind: "raise trigger", label: random.pick(triggers).label })],
    [
      5 * onUser,
      () => ({ kind: "change user", label: user().label, to: { name: newName(random, labels, configuration) } }),
    ],
    [ifAny(users.length - 1, 2), () => swapped(random, configuration)],
    [3 * onUser, () => ({ kind: "change user", label: user().label, to: { force: random.pick([true, null]) } })],
    [1 * onUser, () => ({ kind: "change user", label: user().label, to: { comments: labels.next("comment ") } })],
    [4 * onUser, () => ({ kind: "remove user", label: user().label, keepsKeys: random.chance(0.3) })],
    [3, () => ({ kind: "add user", user: randomUser(random, labels, configuration, random.pick(stacks)) })],
    [3 * onKey, () => ({ kind: "change key", label: key().label, to: { isCreatedFirst: random.chance(0.7) } })],
    [
      2 * onKey,
      () => ({
        kind: "change key",
        label: key().label,
        to: { consumer: random.pick([null, "plain", "create first"]) },
      }),
    ],
    [2 * onKey, () => handedOver(random, configuration)],
    [
      2 * onKey,
      () => ({
        kind: "change key",
        label: key().label,
        to: { spelling: random.pick(["reference", "literal", "source"]) },
      }),
    ],
    [
      4 * onKey,
      () => ({ kind: "move", label: key().label, to: { label: labels.next("k") }, isMoved: random.chance(0.5) }),
    ],
    [
      2 * onUser,
      () => ({ kind: "move", label: user().label, to: { label: labels.next("u") }, isMoved: random.chance(0.5) }),
    ],
    [ifAny(modules.length, 3), () => intoModule(random, configuration)],
    [ifAny(repeated.length, 3), () => withInstances(random, configuration)],
    [ifAny(repeatedKeys.length, 6), () => repeatedAnew(random, repeatedKeys)],
    [
      ifAny(policies.length, 5),
      () => ({ kind: "change policy", label: random.pick(policies).label, width: random.between(1, WIDEST) }),
    ],
    [
      ifAny(attachments.length, 2),
      () => ({ kind: "remove", label: random.pick(attachments).label, isForgotten: false }),
    ],
    [3 * onUser, () => attached(random, labels, user())],
  ])();
}

export function attached(random: Random, labels: Labels, user: UserBlock): Edit {
  const label = labels.next("a");
  const { stack } = user;
  if (random.chance(0.15))
    return { kind: "add attachment", attachment: { label, stack, user: user.label, policy: null }, policy: null };
  const policy = { label: labels.next("p"), stack, width: random.between(1, WIDEST) };
  return { kind: "add attachment", attachment: { label, stack, user: user.label, policy: policy.label }, policy };
}

/** A new one as a rule; sometimes one that somebody else has or had. */
function newName(random: Random, labels: Labels, { users }: Configuration): string {
  return random.chance(0.2) ? random.pick(users).name : labels.next("new");
}

function swapped(random: Random, { users }: Configuration): Edit | null {
  const [one, other] = [random.pick(users), random.pick(users)];
  return one === other ? null : { kind: "swap names", one: one.label, other: other.label };
}

function handedOver(random: Random, { users, keys }: Configuration): Edit | null {
  return users.length === 0
    ? null
    : { kind: "change key", label: random.pick(keys).label, to: { user: random.pick(users).label } };
}

function intoModule(random: Random, { users, keys, modules }: Configuration): Edit | null {
  const blocks = [...users, ...keys];
  if (blocks.length === 0) return null;
  const block = random.pick(blocks);
  const places = [null, ...modules.filter(({ stack }) => stack === block.stack).map(({ label }) => label)];
  const module = random.pick(places.filter((place) => place !== block.module).concat(null));
  return module === block.module
    ? null
    : { kind: "move", label: block.label, to: { module }, isMoved: random.chance(0.6) };
}

function withInstances(random: Random, { modules }: Configuration): Edit | null {
  const module = random.pick(modules);
  if (module.repeat === "single") return null;
  const instances = random.pick([["x"], ["y"], ["x", "y"], ["x", "z"]]);
  return { kind: "change instances", module: module.label, instances };
}

function repeatedAnew(random: Random, repeated: readonly KeyBlock[]): Edit | null {
  const { label, repeat } = random.pick(repeated);
  if (repeat === null) return null;
  const next: KeyBlock["repeat"] =
    repeat.by === "count"
      ? { by: "count", count: random.between(0, 2) }
      : { by: "for_each", names: random.pick([["blue"], ["green"], ["blue", "green"], ["red", "green"]]) };
  return { kind: "change key", label, to: { repeat: next } };
}
