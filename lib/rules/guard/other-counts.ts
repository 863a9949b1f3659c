import { toldCount } from "../../inventory/elsewhere-count";
import type { Inventory } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";
import { placeKey } from "../../places/place-key";
import { userKey } from "../identities/users";
import { ExistingKeys } from "../keys/existing-keys";
import { saidCounts, type SaidCount } from "../keys/said-counts";
import type { RuleContext } from "../rule";
import { counted } from "../wording";
import type { Weakening } from "./weakenings";

/*
 * The number of AccessKeys that Terraform does not manage is somebody's word, by which the guard judges a quota as long
 * as no listing tells it better. Another word makes it say something else of the same account.
 */

/** Other numbers than before the change, of whoever was there before it. */
export function* otherCounts(before: Inventory, after: Inventory): Iterable<Weakening> {
  const earlier = new Map<string, SaidCount>();
  for (const each of saidCounts(before)) for (const key of keysOf(each)) earlier.set(key, each);
  for (const each of saidCounts(after)) {
    const was = keysOf(each).flatMap((key) => earlier.get(key) ?? [])[0];
    const message = was === undefined ? null : changeOf(was, each);
    if (message !== null) yield { site: each.site, message };
  }
}

/** Other numbers in the code of a plan than in the manifest of before the change, of whom no listing tells. */
export function* otherThanManifest(context: RuleContext): Iterable<Weakening> {
  // Of most runs there is no manifest, and keys need not be looked at.
  if (!context.inventory.owners.some(({ manifestAccessKeys }) => manifestAccessKeys !== undefined)) return;
  const existing = new ExistingKeys(context);
  for (const { owner, site, label, count, isSaid } of saidCounts(context.inventory)) {
    if (owner?.manifestAccessKeys === undefined || !isSaid || isUnknown(count)) continue;
    if (existing.listedOf(owner) !== null) continue;
    const { differing } = toldCount([owner]);
    if (differing !== null) {
      const { code, manifest } = differing;
      yield { site, message: `The manifest has ${keys(manifest)} of ${label}, and the code says ${code} now` };
    } else if (isUnknown(owner.manifestAccessKeys)) {
      const what = `how many AccessKeys that Terraform does not manage there are of ${label}`;
      yield { site, message: `The manifest does not know ${what}, and the code says ${count} now` };
    }
  }
}

function changeOf(was: SaidCount, is: SaidCount): string | null {
  if (isUnknown(is.count)) return null;
  if (isUnknown(was.count)) return newWord(is.label, is.count);
  if (!was.isSaid || was.count === is.count) return null;
  const said = `The code said ${keys(was.count)} of ${is.label}`;
  return is.isSaid ? `${said}, and says ${is.count} now` : `${said}, and says nothing now, which is taken for none`;
}

function newWord(label: string, count: number): string {
  return `Nobody had said how many AccessKeys that Terraform does not manage there are of ${label}, and the code says ${count} now`;
}

function keys(count: number): string {
  return `${counted(count, "AccessKey")} that Terraform does not manage`;
}

/** A user by its name, and by its declaration where the change gives it another one. */
function keysOf({ owner, account, site }: SaidCount): string[] {
  if (owner === null) return [`account ${account.key}`];
  return [`name ${userKey(owner)}`, ...(owner.declaration ? [`place ${placeKey(site)}`] : [])];
}
