import type { Language } from "./languages";

/** What one pattern stands for, without what others take from it. Never certainly empty. */
export interface Extent {
  readonly include: string;
  readonly exclude: readonly string[];
}

/** What an element of a statement names: what any of the patterns stands for, or all but that. */
export interface Selection {
  readonly patterns: readonly string[];
  readonly isAllBut: boolean;
}

/** What a selection means, pattern by pattern. */
export function extentsOf({ patterns, isAllBut }: Selection, language: Language): Extent[] {
  if (!isAllBut) return patterns.map((include) => ({ include, exclude: [] }));
  const all = without({ include: "*", exclude: [] }, patterns, language);
  return all === null ? [] : [all];
}

/** The pieces of a long statement share their extents: each is compared once with each selection. */
const COMPARED = new WeakMap<Selection, WeakMap<Extent, readonly Extent[]>>();

/** All of an extent that a selection does not name, or more; the extent itself where the selection takes nothing. */
export function minus(extent: Extent, selection: Selection, language: Language): readonly Extent[] {
  const compared = COMPARED.get(selection) ?? new WeakMap<Extent, readonly Extent[]>();
  COMPARED.set(selection, compared);
  const rest = compared.get(extent) ?? difference(extent, selection, language);
  compared.set(extent, rest);
  return rest;
}

function difference(extent: Extent, { patterns, isAllBut }: Selection, language: Language): readonly Extent[] {
  if (!isAllBut) {
    const rest = without(extent, patterns, language);
    return rest === null ? [] : [rest];
  }
  const rest: Extent[] = [];
  for (const include of patterns) {
    const common = intersection(extent, { include, exclude: [] }, language);
    // Nothing is taken where one pattern leaves the whole extent.
    if (common?.include === extent.include) return [extent];
    if (common !== null) rest.push(common);
  }
  return rest;
}

/** All that is in both extents, or more; null where that is nothing. */
export function intersection(one: Extent, other: Extent, language: Language): Extent | null {
  if (!language.overlaps(one.include, other.include)) return null;
  const include = language.covers(one.include, other.include) ? other.include : one.include;
  // Where neither pattern covers the other, what both mean is less than either, so that both are asked.
  const isExcluded = [...one.exclude, ...other.exclude].some(
    (each) => language.covers(each, one.include) || language.covers(each, other.include),
  );
  return isExcluded ? null : without({ include, exclude: [] }, [...one.exclude, ...other.exclude], language);
}

/** The extent without what the patterns stand for; the extent itself where they take nothing from it. */
function without(extent: Extent, patterns: readonly string[], language: Language): Extent | null {
  const { include } = extent;
  let exclude = extent.exclude;
  for (const pattern of patterns) {
    if (language.covers(pattern, include)) return null;
    if (!language.overlaps(pattern, include) || exclude.some((each) => language.covers(each, pattern))) continue;
    exclude = [...exclude.filter((each) => !language.covers(pattern, each)), pattern];
  }
  return exclude === extent.exclude ? extent : { include, exclude };
}
