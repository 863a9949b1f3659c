import type { Configuration, KeyBlock, UserBlock } from "./configuration";
import { edited } from "./edit";
import { PLAIN_APPLY, PLAIN_FLAGS, type Step, type World } from "./world";

const PLAIN_USER: Partial<UserBlock> = {
  module: null,
  spelling: "literal",
  comments: null,
  force: null,
  trigger: null,
  isCreatedFirst: false,
  isAliased: false,
};
const PLAIN_KEY: Partial<KeyBlock> = {
  module: null,
  repeat: null,
  spelling: "reference",
  statusSpelling: "literal",
  status: null,
  consumer: null,
  trigger: null,
  isCreatedFirst: false,
  ignoresStatus: false,
  isAliased: false,
};

/** Worlds with one thing less, those first that have much less. */
export function* smallerWorlds(world: World): Iterable<World> {
  yield* withFewerSteps(world);
  for (const base of smallerConfigurations(world.base)) yield { ...world, base };
  for (const [index, step] of world.steps.entries()) {
    for (const smaller of smallerSteps(step)) {
      yield { ...world, steps: world.steps.map((each, place) => (place === index ? smaller : each)) };
    }
  }
  for (const base of plainerConfigurations(world.base)) yield { ...world, base };
}

/** An earlier change is left out, or taken for a part of what there was at first. */
function* withFewerSteps(world: World): Iterable<World> {
  const [first, ...more] = world.steps;
  if (first === undefined || more.length === 0) return;
  yield { ...world, base: edited(world.base, first.edits), steps: more };
  yield { ...world, steps: more };
}

function* smallerConfigurations(base: Configuration): Iterable<Configuration> {
  for (const user of base.users) {
    yield {
      ...base,
      users: base.users.filter((each) => each !== user),
      keys: base.keys.filter((key) => key.user !== user.label),
      attachments: base.attachments.filter((each) => each.user !== user.label),
    };
  }
  for (const module of base.modules) {
    const outside = <T extends { module: string | null }>(block: T): T =>
      block.module === module.label ? { ...block, module: null } : block;
    const { users, keys, triggers } = base;
    yield {
      ...base,
      modules: base.modules.filter((each) => each !== module),
      users: users.map(outside),
      keys: keys.map(outside),
      triggers: triggers.map(outside),
    };
  }
  for (const kind of ["keys", "attachments", "policies", "triggers"] as const) {
    for (const { label } of base[kind]) {
      const attachments = base.attachments.filter((each) => each.policy !== label);
      yield {
        ...base,
        ...(kind === "policies" && { attachments }),
        [kind]: base[kind].filter((each) => each.label !== label),
      };
    }
  }
  if (base.readsIdentity) yield { ...base, readsIdentity: false };
}

function* plainerConfigurations(base: Configuration): Iterable<Configuration> {
  for (const [index, user] of base.users.entries()) {
    for (const plainer of plainerBlocks(user, PLAIN_USER)) {
      yield { ...base, users: base.users.map((each, place) => (place === index ? plainer : each)) };
    }
  }
  for (const [index, key] of base.keys.entries()) {
    for (const plainer of [
      ...plainerBlocks(key, PLAIN_KEY),
      ...(key.dependsOn.length > 0 ? [{ ...key, dependsOn: [] }] : []),
    ]) {
      yield { ...base, keys: base.keys.map((each, place) => (place === index ? plainer : each)) };
    }
  }
}

function plainerBlocks<Block extends object>(block: Block, plain: Partial<Block>): Block[] {
  const names = Object.keys(plain) as (keyof Block)[];
  return names.filter((name) => block[name] !== plain[name]).map((name) => ({ ...block, [name]: plain[name] }));
}

function* smallerSteps(step: Step): Iterable<Step> {
  for (const part of ["edits", "drifts", "tainted"] as const) {
    for (const index of step[part].keys()) yield { ...step, [part]: step[part].filter((_, place) => place !== index) };
  }
  for (const flags of plainerBlocks(step.flags, PLAIN_FLAGS)) {
    const isSame = JSON.stringify(flags) === JSON.stringify(step.flags);
    if (!isSame) yield { ...step, flags };
  }
  for (const apply of plainerBlocks(step.apply, PLAIN_APPLY)) yield { ...step, apply };
  if (step.isListingOld) yield { ...step, isListingOld: false };
}
