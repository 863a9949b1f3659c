import { compare, type Falsehood } from "./compare";
import { smallerWorlds } from "./worlds/smaller";
import type { World } from "./worlds/world";

/** So many worlds are lived through to make one smaller. */
const MOST_TRIES = 40;

export interface Shrunk {
  readonly world: World;
  readonly falsehood: Falsehood;
}

/**
 * Leaves things out of a world as long as a statement of the same kind stays false at its last change. The order of an
 * apply is not always the same, so that a world may not show again what it has shown; then it stays as it is.
 */
export async function shrink(world: World, falsehood: Falsehood): Promise<Shrunk> {
  let smallest = { world, falsehood };
  let tries = 0;
  const isSmaller = async (candidate: World): Promise<boolean> => {
    tries += 1;
    const last = candidate.steps.length - 1;
    const again = (await compare(candidate)).find(
      ({ statement, way, pair }) =>
        statement.kind === falsehood.statement.kind && way === falsehood.way && pair.index === last,
    );
    if (again) smallest = { world: candidate, falsehood: again };
    return again !== undefined;
  };
  await isSmaller({ ...world, steps: world.steps.slice(0, falsehood.pair.index + 1) });
  let isChanged = true;
  while (isChanged && tries < MOST_TRIES) {
    isChanged = false;
    for (const candidate of smallerWorlds(smallest.world)) {
      if (tries >= MOST_TRIES) break;
      if (!(await isSmaller(candidate))) continue;
      isChanged = true;
      break;
    }
  }
  return smallest;
}
