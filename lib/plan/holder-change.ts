import type { LiveKey } from "../inventory/live-keys";
import type { ResourceChange } from "../inventory/plan/plan-model";
import type { Holder } from "./holders";
import type { HolderChange } from "./plan-review";
import { counted, quote } from "../inventory/wording";

/**
 * What a plan does to a RAM user itself, whatever it does to its keys.
 *
 * @param elsewhere the keys of the user that Terraform does not manage; null where no listing has them
 */
export function holderChange(holder: Holder, elsewhere: readonly LiveKey[] | null): HolderChange | null {
  const { leaving, coming, before, after } = holder;
  const change = leaving ?? coming;
  if (change === null) return null;
  const { site } = coming ?? change;
  const force = forceOf(holder);
  const of = (kind: HolderChange["kind"], symbol: HolderChange["symbol"], words: string): HolderChange => {
    return { kind, symbol, words, site, force };
  };
  if (isGoing(leaving) && isComing(coming))
    return of("replaced", "~", `${deletionWords(force, elsewhere)}; created again`);
  if (isGoing(leaving)) return of("deleted", "-", deletionWords(force, elsewhere));
  if (leaving?.action === "forget") return of("forgotten", "!", "forgotten by Terraform: stays as it is");
  const from = before?.userName ?? null;
  const to = after?.userName ?? null;
  if (leaving?.action === "update" && leaving.isRename && (from !== to || to === null)) {
    const next = to === null ? "a name that is known after the apply only" : quote(to);
    return of("renamed", "~", `renamed from ${quote(from ?? leaving.site.address)} to ${next}`);
  }
  if (isComing(coming)) return of("created", "+", "created");
  if (change.previousAddress !== null) return of("moved", ">", `moved from ${change.previousAddress}`);
  return null;
}

function isGoing(change: ResourceChange | null): boolean {
  return change?.action === "delete" || (change?.action === "replace" && change.order !== "forget");
}

function isComing(change: ResourceChange | null): boolean {
  return change?.action === "create" || change?.action === "replace";
}

/** The provider goes by what the state has. */
function forceOf({ before }: Holder): boolean | null {
  const force = before?.declaration?.force ?? null;
  return typeof force === "string" ? force === "true" : force === null ? false : null;
}

function deletionWords(force: boolean | null, elsewhere: readonly LiveKey[] | null): string {
  const how = force === null ? "deleted, perhaps by force" : force ? "deleted by force" : "deleted";
  if (elsewhere === null) {
    return force === false
      ? `${how}, or the apply stops half-way if it has keys made elsewhere`
      : `${how}, with every key that it has`;
  }
  if (elsewhere.length === 0) return `${how}: the listing has no AccessKey made elsewhere`;
  const keys = `${counted(elsewhere.length, "AccessKey")} made elsewhere`;
  return force === false ? `${how}, but the apply stops half-way, since it has ${keys}` : `${how}, with ${keys}`;
}
