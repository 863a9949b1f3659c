import type { Evaluated } from "../configuration/evaluated-modules";
import { isAttribute } from "../configuration/origins";
import { alternativesOf } from "../language/alternatives";
import { isFailure } from "../language/convert";
import { marksWithin } from "../language/marks-within";
import { Unknown, unmarked, type Value } from "../language/value";
import type { Instance } from "../configuration/instance";
import type { GeneratedName } from "./grant-model";
import { member } from "../json/json";
import type { NamedIdentity } from "./model";
import type { Site } from "../places/site";

/** Types whose resources exist to be replaced: by a trigger, a keeper or the calendar. */
const GENERATORS = /^(?:random_\w+|time_\w+|terraform_data|null_resource)$/;

/** The users whose name another resource generates, with that resource: the first of several. */
export function readGeneratedNames(
  evaluated: Evaluated,
  identities: ReadonlyMap<Instance, NamedIdentity>,
): GeneratedName[] {
  const generated: GeneratedName[] = [];
  for (const [instance, identity] of identities) {
    const generator = identity.kind === "user" ? generatorIn(evaluated, member(instance.values, "name")) : null;
    if (generator) generated.push({ identity, generator });
  }
  return generated;
}

/** The generator whose result is in a name, whichever it comes to. */
function generatorIn(evaluated: Evaluated, name: unknown): Site | null {
  if (!(unmarked((name ?? null) as Value) instanceof Unknown)) return null;
  const generators = alternativesOf(name as Value)
    .filter((each) => !isFailure(each))
    .map((each) => generatorOf(evaluated, each));
  return generators.every((each) => each !== null) ? (generators[0] ?? null) : null;
}

function generatorOf(evaluated: Evaluated, name: Value): Site | null {
  if (!(unmarked(name) instanceof Unknown)) return null;
  for (const { origin, holds } of marksWithin(name)) {
    if (holds !== "contains" || !isAttribute(origin) || !GENERATORS.test(origin.block.labels[0] ?? "")) continue;
    const { module, block, slot } = origin;
    if (block.kind === "resource") return (evaluated.instanceOf(module, block, slot) ?? block).site;
  }
  return null;
}
