import type { Block } from "./blocks";
import { isLiterallyTrue } from "./expression";
import { firstStep, member, pathText, visitTexts, type Path } from "./json";
import type { SecretUse } from "./model";
import type { RemoteStates } from "./remote-states";
import type { Scope } from "./scope";
import { SecretTrails, type Holder, type SecretRead } from "./secret-trails";
import { isTemplate } from "../language/template-text";

const PLACES = new Map<string, SecretUse["place"]>([
  ["output", "output"],
  ["resource", "resource"],
  ["data", "data"],
  ["provider", "provider"],
  ["module", "module"],
]);

/** A text that may read secrets. */
interface Candidate {
  readonly scope: Scope;
  readonly block: Block;
  readonly path: Path;
  readonly holder: Holder;
}

/** Every place in which the secret of an AccessKey is read, directly or through what other places hold. */
export function readSecretUses(scopes: readonly Scope[], remoteStates: RemoteStates): SecretUse[] {
  const trails = new SecretTrails(scopes, remoteStates);
  const candidates: Candidate[] = [];
  const read = (scope: Scope, block: Block, text: string, path: Path): void => {
    if (!isTemplate(text) || isAddressList(path)) return;
    const holder = trails.read(scope, block, text);
    if (holder !== null) candidates.push({ scope, block, path, holder });
  };
  for (const scope of scopes) {
    for (const block of scope.blocks.all) {
      for (const name of Object.keys(block.body)) {
        // A comment, and a list of addresses that reads nothing.
        if (name === "//" || name === "depends_on") continue;
        const value = block.body[name];
        // Most arguments are one text, and that is no expression.
        if (typeof value === "string" && !isTemplate(value)) continue;
        const top = { step: name, parent: null };
        if (typeof value === "string") read(scope, block, value, top);
        else visitTexts(value, (text, path) => read(scope, block, text, path ?? top), top);
      }
    }
  }
  trails.settle();
  return candidates.flatMap(usesOf);
}

function usesOf({ scope, block, path, holder }: Candidate): SecretUse[] {
  const attribute = pathText(path);
  // What instances are made from stays in no state; what they take of it is a use where they take it.
  const isSource = attribute === "for_each" || attribute === "count";
  const reads = [...holder.secrets.values()].filter(({ isPart }) => !(isSource && isPart));
  return mostTelling(reads).map((read) => ({
    site: block.site,
    attribute,
    place: placeOf(scope, block, path),
    accessKey: { stack: read.scope.stack.name, address: read.scope.prefix + read.address },
    sensitive: block.kind === "output" && isLiterallyTrue(member(block.body, "sensitive")),
    unmasked: read.unmasked,
    crossesStacks: read.scope.stack !== scope.stack,
    unknown:
      read.because === null
        ? null
        : { unknown: true, attribute: `${block.site.address}.${attribute}`, because: read.because },
  }));
}

/** One read of each key: the certain before the doubtful, then the unmasked before the masked. */
function mostTelling(reads: readonly SecretRead[]): SecretRead[] {
  const rank = ({ because, unmasked }: SecretRead): number => (because === null ? 2 : 0) + (unmasked ? 1 : 0);
  const best = new Map<string, SecretRead>();
  for (const read of reads) {
    const key = `${read.scope.index}\n${read.address}`;
    const known = best.get(key);
    if (known === undefined || rank(read) > rank(known)) best.set(key, read);
  }
  return [...best.values()];
}

/** Arguments of `lifecycle` that name resources without reading them. */
function isAddressList(path: Path): boolean {
  if (firstStep(path) !== "lifecycle") return false;
  return /^lifecycle\.(?:\d+\.)?(?:ignore_changes|replace_triggered_by)\b/.test(pathText(path));
}

function placeOf({ call, modules }: Scope, { kind, labels }: Block, path: Path): SecretUse["place"] {
  const first = firstStep(path);
  // What a module hands to its caller, nobody sees for that.
  if (kind === "output" && call) return "other";
  // What a module that was read does with what it is given is a use of its own.
  if (kind === "module" && modules.has(labels[0] ?? "")) return "other";
  if (kind === "resource" && (first === "provisioner" || first === "connection")) return "provisioner";
  return PLACES.get(kind) ?? "other";
}
