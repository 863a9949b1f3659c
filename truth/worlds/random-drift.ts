import type { Random } from "../random";
import { USER_NAMES } from "./blocks";
import type { Configuration } from "./configuration";
import type { Drift } from "./drift";
import { ramNamesOf } from "./names";

/** Something that happens outside of Terraform, as a rule to a user of the code. */
export function randomDrift(random: Random, configuration: Configuration): Drift {
  const names = configuration.users.flatMap((user) => ramNamesOf(configuration, user));
  const user = names.length > 0 ? random.pick(names) : random.pick(USER_NAMES);
  const index = random.between(0, 1);
  return random.weighted<Drift>([
    [6, { kind: "disable key", user, index }],
    [6, { kind: "enable key", user, index }],
    [5, { kind: "delete key", user, index }],
    [6, { kind: "create key", user }],
    [3, { kind: "rename user", user, to: `${user}-old` }],
    [2, { kind: "delete user", user }],
    [1, { kind: "make user again", user }],
    [1, { kind: "create user", user: random.pick(USER_NAMES) }],
    [2, { kind: "attach widest", user }],
    [1, { kind: "detach all", user }],
  ]);
}
