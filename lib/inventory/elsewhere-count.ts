import type { LiveKey } from "./live-keys";
import { isUnknown, type Maybe, type Owner, type Unknown } from "./model";

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
  const code = most(sides.flatMap((side) => (side.saysExistingAccessKeys ? side.existingAccessKeys : [])));
  const recorded = sides.flatMap(({ manifestAccessKeys }) => manifestAccessKeys ?? []);
  const manifest = most(recorded);
  if (code !== null && manifest !== null && code !== manifest) {
    const source = code > manifest ? "code" : "manifest";
    return { ...unlisted(source, Math.max(code, manifest)), differing: { code, manifest } };
  }
  if (code !== null) return unlisted("code", code);
  if (manifest !== null) return unlisted("manifest", manifest);
  // Who wrote the manifest did not know it of a user that the code has not created, whatever it looks like now.
  const open = recorded.find(isUnknown);
  if (open !== undefined) return unlisted("nobody", open);
  const counts = sides.map(({ existingAccessKeys }) => existingAccessKeys);
  // A declaration that is gone has said nothing.
  const assumed = most(counts);
  return assumed === null ? unlisted("nobody", counts.find(isUnknown) ?? NOBODY) : unlisted("assumed", assumed);
}

/** What somebody says who has not seen the keys. */
export function unlisted(source: Exclude<CountSource, "listing">, count: Maybe<number>): ElsewhereCount {
  return { source, count, live: count === 0 ? 0 : null, keys: null, differing: null };
}

function most(counts: readonly Maybe<number>[]): number | null {
  const known = counts.filter((count) => typeof count === "number");
  return known.length === 0 ? null : Math.max(...known);
}

const NOBODY: Unknown = {
  unknown: true,
  attribute: "existingAccessKeys",
  because: "nobody has said how many AccessKeys there are that Terraform does not manage",
};
