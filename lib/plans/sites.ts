import type { Site } from "../places/site";
import type { Scope } from "../configuration/scope";
import { withoutKeys } from "../places/instance-keys";

/** Gives an address of a plan its construct path and source line, where the synthesised configuration has them. */
export function siteFinder(stack: string, synthesised: readonly Scope[]): (address: string) => Site {
  const sites = new Map<string, Site>();
  for (const scope of synthesised) for (const { site } of scope.blocks.all) sites.set(site.address, site);
  return (address) => {
    const declared = sites.get(withoutKeys(address).replace(/ \(deposed [^()]*\)$/, ""));
    return { stack, address, path: declared?.path ?? null, source: declared?.source ?? null };
  };
}
