import type { HeldKey } from "./holders";
import { addressParts } from "./simulation/address";

/**
 * The names of the keys of one holder: as the construct says, or that of the resource, with the key of the instance. Of
 * those that would be the same, the addresses.
 */
export function keyNames(keys: readonly HeldKey[]): readonly string[] {
  const names = keys.map(nameOf);
  if (new Set(names).size === names.length) return names;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.map((name, index) => (counts.get(name) === 1 ? name : (keys[index]?.pair.site.address ?? name)));
}

function nameOf({ pair }: HeldKey): string {
  const { site, before, after, recorded, change } = pair;
  const said = (after ?? before ?? recorded)?.metadata?.name;
  const address = change?.deposed ? site.address.slice(0, site.address.lastIndexOf(" (deposed ")) : site.address;
  const parts = addressParts(address);
  if (parts === null) return said ?? address;
  const start = parts.moduleInstance === "" ? 0 : parts.moduleInstance.length + 1;
  const instance = address.slice(start + parts.resource.length);
  const deposed = site.address.slice(address.length);
  return `${said ?? parts.resource.slice(parts.resource.indexOf(".") + 1)}${instance}${deposed}`;
}
