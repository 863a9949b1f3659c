import type { ElsewhereCount } from "../inventory/elsewhere-count";
import { isUnknown } from "../maybe/maybe";
import type { ResourceChange } from "../plans/plan-model";
import { counted, named, quote } from "../text/wording";
import { forceOf } from "./cluster-world";
import type { Holder } from "./holders";
import type { ChangeSymbol, HolderChange, KeyReview, Refusal } from "./plan-review";

type Kind = HolderChange["kind"];

const SYMBOLS: Readonly<Record<Kind, ChangeSymbol>> = {
  created: "+",
  deleted: "-",
  replaced: "~",
  renamed: "~",
  adopted: ">",
  forgotten: "!",
  moved: ">",
};

/** What decides how the deletion of a user ends. */
interface Deletion {
  readonly keys: readonly KeyReview[];
  readonly unmanaged: ElsewhereCount;
  readonly refusals: readonly Refusal[];
}

/** What kind of change a plan makes to a RAM user itself; null for none. */
export function changeKind({ leaving, coming, before, after }: Holder): Kind | null {
  const change = leaving ?? coming;
  if (change === null) return null;
  if (isGoing(leaving) && isComing(coming)) return "replaced";
  if (isGoing(leaving)) return "deleted";
  if (leaving?.action === "forget") return "forgotten";
  const isRenamed = before?.userName !== after?.userName || after?.userName === null;
  if (leaving?.action === "update" && leaving.isRename && isRenamed) return "renamed";
  if (isComing(coming)) return "created";
  if ((coming ?? change).isImport) return "adopted";
  return change.previousAddress === null ? null : "moved";
}

/** What a plan does to a RAM user itself, whatever it does to its keys. */
export function holderChange(holder: Holder, deletion: Deletion): HolderChange | null {
  const kind = changeKind(holder);
  const change = holder.leaving ?? holder.coming;
  if (kind === null || change === null) return null;
  const { site } = holder.coming ?? change;
  const addresses = {
    leaving: holder.leaving?.site.address ?? null,
    coming: holder.coming?.site.address ?? null,
  };
  const words = wordsOf(kind, holder, change, deletion);
  return { kind, symbol: SYMBOLS[kind], words, site, force: forceOf(holder), addresses };
}

function isGoing(change: ResourceChange | null): boolean {
  return change?.action === "delete" || (change?.action === "replace" && change.order !== "forget");
}

function isComing(change: ResourceChange | null): boolean {
  return change?.action === "create" || change?.action === "replace";
}

function wordsOf(kind: Kind, holder: Holder, change: ResourceChange, deletion: Deletion): string {
  switch (kind) {
    case "deleted":
      return deletionWords(forceOf(holder), deletion);
    case "replaced":
      return `${deletionWords(forceOf(holder), deletion)}; created again`;
    case "forgotten":
      return "forgotten by Terraform: stays as it is";
    case "renamed": {
      const to = holder.after?.userName ?? null;
      const next = to === null ? "a name that is known after the apply only" : quote(to);
      return `renamed from ${quote(holder.before?.userName ?? change.site.address)} to ${next}`;
    }
    case "adopted":
      return `adopted, with ${elsewhereWords(deletion.unmanaged)}`;
    case "moved":
      return `moved from ${change.previousAddress}`;
    case "created":
      return "created";
  }
}

function elsewhereWords({ count, source }: ElsewhereCount): string {
  if (isUnknown(count) || source === "assumed") return "a number of AccessKeys made elsewhere that nobody has said";
  return count === 0 ? "no AccessKey made elsewhere" : `${counted(count, "AccessKey")} made elsewhere`;
}

function deletionWords(force: boolean | null, { keys, unmanaged, refusals }: Deletion): string {
  const how = force === null ? "deleted, perhaps by force" : force ? "deleted by force" : "deleted";
  const listed = unmanaged.keys?.length ?? null;
  const elsewhere = listed === null || listed === 0 ? [] : [`${counted(listed, "AccessKey")} made elsewhere`];
  const refusal = refusals.find(({ kind }) => kind === "user keeps keys");
  if (force === true) {
    if (listed === null) return `${how}, with every key that it has`;
    return elsewhere.length > 0
      ? `${how}, with ${elsewhere[0]}`
      : `${how}: the listing has no AccessKey made elsewhere`;
  }
  // Keys that the plan deletes itself only have to go before their user does.
  const kept = keys.filter(({ fate }) => fate.before !== null && fate.kind !== "deleted" && fate.kind !== "replaced");
  const what = named([...kept.map(({ name }) => name), ...elsewhere]);
  if (refusal?.verdict === "will fail" && what !== "") return `${how}, but the apply stops half-way: it keeps ${what}`;
  if (refusal?.verdict === "may fail" && what !== "")
    return `${how}, or${force === null ? ", if not by force," : ""} the apply stops half-way: it keeps ${what}`;
  if (refusal?.verdict === "not known") return `${how}, or the apply stops half-way if it has keys made elsewhere`;
  if (refusal !== undefined) return `${how}, or the apply stops half-way where that comes before its keys are deleted`;
  return listed === 0 ? `${how}: the listing has no AccessKey made elsewhere` : how;
}
