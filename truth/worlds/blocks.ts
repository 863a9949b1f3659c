import type { Random } from "../random";
import type { Configuration, KeyBlock, ModuleCall, TriggerBlock, UserBlock } from "./configuration";

/** Labels that no other block has. */
export class Labels {
  private count = 0;

  public next(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count}`;
  }
}

/** So many AccessKeys a user may hold. */
const QUOTA = 2;

export const USER_NAMES = ["ada", "bob", "cyd", "dee", "eve", "fay"] as const;

export function randomUser(random: Random, labels: Labels, configuration: Configuration, stack: string): UserBlock {
  const taken = new Set(configuration.users.map(({ name }) => name));
  const free = USER_NAMES.filter((name) => !taken.has(name));
  const modules = configuration.modules.filter((module) => module.stack === stack);
  return {
    label: labels.next("u"),
    stack,
    module: modules.length > 0 && random.chance(0.5) ? random.pick(modules).label : null,
    name: free.length > 0 ? random.pick(free) : labels.next("user"),
    spelling: random.weighted([
      [6, "literal"],
      [2, "local"],
      [1, "variable"],
    ]),
    force: random.weighted([
      [6, null],
      [4, true],
      [1, false],
    ]),
    comments: null,
    trigger: null,
    isCreatedFirst: random.chance(0.04),
    isAliased: random.chance(0.05),
  };
}

/** How many more keys the code may give a user before the service refuses one. */
export function roomOf({ keys }: Configuration, { label }: UserBlock): number {
  const counts = keys.filter(({ user }) => user === label).map(({ repeat }) => instancesOf(repeat));
  return QUOTA - counts.reduce((sum, count) => sum + count, 0);
}

function instancesOf(repeat: KeyBlock["repeat"]): number {
  if (repeat === null) return 1;
  return repeat.by === "count" ? repeat.count : repeat.names.length;
}

export function randomKey(random: Random, labels: Labels, configuration: Configuration, user: UserBlock): KeyBlock {
  const { stack, module } = placeOfKey(random, configuration, user);
  const here = configuration.triggers.filter((trigger) => trigger.stack === stack && trigger.module === module);
  const siblings = configuration.keys.filter((key) => key.user === user.label && key.module === module);
  const most = roomOf(configuration, user) > 1 ? 2 : 1;
  const repeat = random.weighted<() => KeyBlock["repeat"]>([
    [14, () => null],
    [1, () => ({ by: "count", count: random.between(1, most) })],
    [2, () => ({ by: "for_each", names: ["blue", "green"].slice(0, random.between(1, most)) })],
  ])();
  return {
    label: labels.next("k"),
    stack,
    module,
    user: user.label,
    spelling: random.weighted([
      [7, "reference"],
      [1, "literal"],
      [user.spelling === "literal" ? 0 : 4, "source"],
    ]),
    status: random.weighted([
      [5, null],
      [3, "Active"],
      [3, "Inactive"],
    ]),
    statusSpelling: random.weighted([
      [7, "literal"],
      [1, "sensitive"],
      [repeat?.by === "for_each" ? 4 : 0, "optional"],
    ]),
    repeat,
    trigger: here.length > 0 && random.chance(0.5) ? random.pick(here).label : null,
    isCreatedFirst: random.chance(0.15),
    ignoresStatus: random.chance(0.05),
    dependsOn: siblings.length > 0 && random.chance(0.15) ? [random.pick(siblings).label] : [],
    consumer: random.weighted([
      [10, null],
      [1, "plain"],
      [1, "create first"],
    ]),
    isAliased: random.chance(0.05),
  };
}

/** Beside its user as a rule; sometimes in another module, or in another stack. */
function placeOfKey(
  random: Random,
  { modules, users }: Configuration,
  user: UserBlock,
): { stack: string; module: string | null } {
  const stacks = [...new Set([...modules, ...users].map(({ stack }) => stack))].filter((each) => each !== user.stack);
  const others = modules.filter((module) => module.stack === user.stack && module.label !== user.module);
  return random.weighted<() => { stack: string; module: string | null }>([
    [8, () => ({ stack: user.stack, module: user.module })],
    [1, () => ({ stack: user.stack, module: null })],
    [others.length > 0 ? 1 : 0, () => ({ stack: user.stack, module: random.pick(others).label })],
    [stacks.length > 0 ? 2 : 0, () => ({ stack: random.pick(stacks), module: null })],
  ])();
}

export function randomModule(random: Random, labels: Labels, stack: string): ModuleCall {
  const repeat = random.pick(["single", "count", "for_each"] as const);
  const instances = random.chance(0.7) ? ["x"] : ["x", "y"];
  return { label: labels.next("m"), stack, repeat, instances, isNested: random.chance(0.3) };
}

export function randomTrigger(labels: Labels, stack: string, module: string | null): TriggerBlock {
  return { label: labels.next("t"), stack, module, generation: 1 };
}
