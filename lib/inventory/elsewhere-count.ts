import type { LiveKey } from "../listing/live-keys";
import type { Owner } from "./model";
import { isUnknown, type Maybe, type Unknown } from "../maybe/maybe";

/**
 * Who says how many AccessKeys somebody has that Terraform does not manage. A listing of live keys is the newest word;
 * then comes the code, in `existingAccessKeys`, and the manifest of before the change. Where none of them says it, a
 * user that the code creates is assumed to have none, and of anybody else nobody knows.
 */
export type CountSource = "listing" | "code" | "manifest" | "assumed" | "nobody";

/** How many AccessKeys somebody has that Terraform does not manage, and who says so. */
export interface ElsewhereCount {
  readonly source: CountSource;
  /** Not known where nobody says it. */
  readonly count: Maybe<number>;
  /** How many of them are Active; null where that is not known: only a listing tells it of keys that there are. */
  readonly live: number | null;
  /** One by one; null where no listing has them. */
  readonly keys: readonly LiveKey[] | null;
  /** What code and manifest say where they differ; the larger number counts. */
  readonly differing: { readonly code: number; readonly manifest: number } | null;
}

/** What is known of one user beside a listing. */
export type CountedUser = Pick<Owner, "existingAccessKeys" | "saysExistingAccessKeys" | "manifestAccessKeys">;

/** What a listing has. */
export function listedCount(keys: readonly LiveKey[]): ElsewhereCount {
  const live = keys.filter(({ status }) => status === "Active").length;
  return { source: "listing", count: keys.length, live, keys, differing: null };
}

/**
 * What is said of a user that no listing has.
 *
 * @param sides the user before an apply and after it, or as the only one that there is
 */
export function toldCount(sides: readonly CountedUser[]): ElsewhereCount {
  let code: number | null = null;
  let assumed: number | null = null;
  let manifest: number | null = null;
  let open: Unknown | null = null;
  for (const { existingAccessKeys, saysExistingAccessKeys, manifestAccessKeys } of sides) {
    if (saysExistingAccessKeys) code = larger(code, existingAccessKeys);
    assumed = larger(assumed, existingAccessKeys);
    if (manifestAccessKeys === undefined) continue;
    manifest = larger(manifest, manifestAccessKeys);
    if (open === null && isUnknown(manifestAccessKeys)) open = manifestAccessKeys;
  }
  if (code !== null && manifest !== null && code !== manifest) {
    const source = code > manifest ? "code" : "manifest";
    return { ...unlisted(source, Math.max(code, manifest)), differing: { code, manifest } };
  }
  if (code !== null) return unlisted("code", code);
  if (manifest !== null) return unlisted("manifest", manifest);
  // Who wrote the manifest did not know it of a user that the code has not created, whatever it looks like now.
  if (open !== null) return unlisted("nobody", open);
  // A declaration that is gone has said nothing.
  if (assumed !== null) return unlisted("assumed", assumed);
  const reason = sides.map(({ existingAccessKeys }) => existingAccessKeys).find(isUnknown);
  return unlisted("nobody", reason ?? NOBODY);
}

/** What somebody says who has not seen the keys. */
export function unlisted(source: Exclude<CountSource, "listing">, count: Maybe<number>): ElsewhereCount {
  return { source, count, live: count === 0 ? 0 : null, keys: null, differing: null };
}

function larger(most: number | null, count: Maybe<number>): number | null {
  if (isUnknown(count)) return most;
  return most === null ? count : Math.max(most, count);
}

const NOBODY: Unknown = {
  unknown: true,
  attribute: "existingAccessKeys",
  because: "nobody has said how many AccessKeys there are that Terraform does not manage",
};
