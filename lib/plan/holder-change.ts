import type { ResourceChange } from "../inventory/plan/plan-model";
import type { Holder } from "./holders";
import type { HolderChange } from "./plan-review";
import { quote } from "../inventory/wording";

/** What a plan does to a RAM user itself, whatever it does to its keys. */
export function holderChange(holder: Holder): HolderChange | null {
  const { leaving, coming, before, after } = holder;
  const change = leaving ?? coming;
  if (change === null) return null;
  const { site } = coming ?? change;
  const force = forceOf(holder);
  const of = (kind: HolderChange["kind"], symbol: HolderChange["symbol"], words: string): HolderChange => {
    return { kind, symbol, words, site, force };
  };
  if (isGoing(leaving) && isComing(coming)) return of("replaced", "~", `deleted${deletionWords(force)}; created again`);
  if (isGoing(leaving)) return of("deleted", "-", `deleted${deletionWords(force)}`);
  if (leaving?.action === "forget") return of("forgotten", "!", "forgotten by Terraform: stays as it is");
  const from = before?.userName ?? null;
  const to = after?.userName ?? null;
  if (leaving?.action === "update" && leaving.changed.includes("name") && (from !== to || to === null)) {
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

function deletionWords(force: boolean | null): string {
  if (force === null) return ", perhaps by force, with every key that it has";
  return force
    ? " by force, with every key that it has"
    : ", or the apply stops half-way if it has keys made elsewhere";
}
