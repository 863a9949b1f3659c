import type { Block } from "./blocks";
import { readTemplate } from "./expression";
import { firstStep, member, pathText, visitTexts, type Path } from "./json";
import type { SecretUse } from "./model";
import type { RemoteStates } from "./remote-states";
import type { Scope } from "./scope";
import { mayReadSecret, SecretTrails } from "./secret-trails";

const PLACES = new Map<string, SecretUse["place"]>([
  ["output", "output"],
  ["resource", "resource"],
  ["data", "data"],
  ["provider", "provider"],
  ["module", "module"],
]);

/** Every place in which the secret of an AccessKey is read, directly or through locals and outputs of other stacks. */
export function readSecretUses(scopes: readonly Scope[], remoteStates: RemoteStates): SecretUse[] {
  const uses: SecretUse[] = [];
  const trails = new SecretTrails(remoteStates);
  for (const scope of scopes) {
    for (const block of scope.blocks.all) {
      for (const name of Object.keys(block.body)) {
        // A comment, and a list of addresses that reads nothing.
        if (name === "//" || name === "depends_on") continue;
        const value = block.body[name];
        if (typeof value === "string") {
          if (mayReadSecret(value)) readUses(scope, block, value, { step: name, parent: null });
        } else if (typeof value === "object" && value !== null) {
          visitTexts(
            value,
            (text, path) => {
              if (path !== null && mayReadSecret(text)) readUses(scope, block, text, path);
            },
            { step: name, parent: null },
          );
        }
      }
    }
  }
  return uses;

  function readUses(scope: Scope, block: Block, text: string, path: Path): void {
    if (isAddressList(path)) return;
    for (const read of trails.secretsIn(scope, block, text)) {
      uses.push({
        site: block.site,
        attribute: pathText(path),
        place: placeOf(scope, block, path),
        accessKey: { stack: read.scope.stack.name, address: read.scope.prefix + read.address },
        sensitive: block.kind === "output" && isTrue(member(block.body, "sensitive")),
        unmasked: read.unmasked,
        crossesStacks: read.scope.stack !== scope.stack,
      });
    }
  }
}

/** Arguments of `lifecycle` that name resources without reading them. */
function isAddressList(path: Path): boolean {
  if (firstStep(path) !== "lifecycle") return false;
  return /^lifecycle\.(?:\d+\.)?(?:ignore_changes|replace_triggered_by)\b/.test(pathText(path));
}

function placeOf({ call }: Scope, { kind }: Block, path: Path): SecretUse["place"] {
  const first = firstStep(path);
  // What a module hands to its caller, nobody sees for that.
  if (kind === "output" && call) return "other";
  if (kind === "resource" && (first === "provisioner" || first === "connection")) return "provisioner";
  return PLACES.get(kind) ?? "other";
}

function isTrue(value: unknown): boolean {
  if (typeof value !== "string") return value === true;
  const expression = readTemplate(value);
  return expression.kind === "literal" && String(expression.value) === "true";
}
