import { Random } from "../random";
import { Labels, randomKey, randomModule, randomTrigger, randomUser, roomOf } from "./blocks";
import { EMPTY, type Configuration } from "./configuration";
import type { Drift } from "./drift";
import { edited, type Edit } from "./edit";
import { randomDrift } from "./random-drift";
import { attached, randomEdit } from "./random-edit";
import { PLAIN_APPLY, PLAIN_FLAGS, type ApplyOptions, type PlanFlags, type Step, type World } from "./world";

/** So many changes follow the first apply of a world. */
const STEPS = 2;

/** The world of a seed: the same for the same seed. Each feature is rare, so that most worlds combine a few. */
export function generate(seed: string): World {
  const random = new Random(seed);
  const labels = new Labels();
  const stacks = random.chance(0.2) ? ["one", "two"] : ["one"];
  const base = randomBase(random, labels, stacks);
  const steps: Step[] = [];
  let configuration = base;
  for (let index = 0; index < STEPS; index += 1) {
    const step = randomStep(random, labels, configuration, stacks);
    configuration = edited(configuration, step.edits);
    steps.push(step);
  }
  return { seed, stacks, base, steps };
}

function randomBase(random: Random, labels: Labels, stacks: readonly string[]): Configuration {
  let configuration: Configuration = { ...EMPTY, readsIdentity: random.chance(0.25) };
  const add = (edit: Edit): void => void (configuration = edited(configuration, [edit]));
  if (random.chance(0.35)) add({ kind: "add module", module: randomModule(random, labels, random.pick(stacks)) });
  const count = random.between(1, 4);
  for (let index = 0; index < count; index += 1) {
    const user = randomUser(random, labels, configuration, stacks[index % stacks.length] ?? "one");
    const trigger = random.chance(0.4) ? randomTrigger(labels, user.stack, user.module) : null;
    if (trigger) configuration = { ...configuration, triggers: [...configuration.triggers, trigger] };
    add({ kind: "add user", user: { ...user, trigger: trigger && random.chance(0.15) ? trigger.label : null } });
    const keys = random.weighted([
      [1, 0],
      [4, 1],
      [5, 2],
    ]);
    for (let added = 0; added < keys; added += 1) {
      if (roomOf(configuration, user) < 1 && random.chance(0.9)) break;
      add({ kind: "add key", key: randomKey(random, labels, configuration, user) });
    }
    if (random.chance(0.3)) add(attached(random, labels, user));
  }
  const [user] = configuration.users;
  if (user && random.chance(0.03)) {
    add({ kind: "add key", key: { ...randomKey(random, labels, configuration, user), user: null } });
  }
  return configuration;
}

function randomStep(random: Random, labels: Labels, before: Configuration, stacks: readonly string[]): Step {
  const edits: Edit[] = [];
  let configuration = before;
  const count = random.weighted([
    [1, 0],
    [4, 1],
    [4, 2],
    [2, 3],
    [1, 4],
  ]);
  for (let index = 0; index < count; index += 1) {
    const edit = randomEdit(random, labels, configuration, stacks);
    if (edit === null) continue;
    edits.push(edit);
    configuration = edited(before, edits);
  }
  const drifts: Drift[] = [];
  while (drifts.length < 2 && random.chance(0.28)) drifts.push(randomDrift(random, before));
  const labelsBefore = [...before.users, ...before.keys].map(({ label }) => label);
  return {
    tainted: labelsBefore.length > 0 && random.chance(0.06) ? [random.pick(labelsBefore)] : [],
    drifts,
    isListingOld: random.chance(0.15),
    edits,
    flags: randomFlags(random, configuration),
    apply: randomApply(random),
    isDirectoryListed: random.chance(0.5),
  };
}

function randomFlags(random: Random, { users, keys }: Configuration): PlanFlags {
  const labels = [...users, ...keys, ...keys].map(({ label }) => label);
  const some = (): string[] => (labels.length > 0 ? [random.pick(labels)] : []);
  return random.weighted<() => PlanFlags>([
    [74, () => PLAIN_FLAGS],
    [8, () => ({ ...PLAIN_FLAGS, targets: [...some(), ...(random.chance(0.3) ? some() : [])] })],
    [8, () => ({ ...PLAIN_FLAGS, replaces: some() })],
    [5, () => ({ ...PLAIN_FLAGS, refreshes: false })],
    [2, () => ({ ...PLAIN_FLAGS, mode: "refresh only" })],
    [3, () => ({ ...PLAIN_FLAGS, mode: "destroy" })],
  ])();
}

const REFUSED = [
  "CreateAccessKey",
  "DeleteAccessKey",
  "UpdateAccessKey",
  "DeleteUser",
  "UpdateUser",
  "CreateUser",
] as const;

function randomApply(random: Random): ApplyOptions {
  return {
    ...PLAIN_APPLY,
    parallelism: random.chance(0.4) ? 1 : 10,
    slowness: random.weighted([
      [3, 0],
      [4, 15],
      [2, 60],
    ]),
    refusal: random.chance(0.12) ? { action: random.pick(REFUSED), index: random.between(0, 1) } : null,
    isLastStackFirst: random.chance(0.4),
  };
}
