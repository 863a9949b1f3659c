import type { Inventory } from "../../../inventory/model";
import type { Unknown } from "../../../maybe/maybe";
import { placeKey } from "../../../places/place-key";
import { compareText } from "../../place-order";
import { quote } from "../../wording";
import { listed } from "../listed";
import type { AuthorityChange, AuthorityChanges, Grant, Undecided, Via } from "./authority";
import { difference } from "./difference";
import { inOrder, isOfDenial, sharesOf, viaText, weightOfSources, type Share } from "./grants";
import { readHolders, sourcesOf, waysOf, type Holder, type Unattributed, type Way } from "./holders";
import { Sources, type Source } from "./sources";

/**
 * What RAM users, user groups and roles may do after and could not before, through groups too, and the other way
 * round; with who may assume a role. Each whose authority changes is named once, always in the same order.
 *
 * It errs to the side of a difference: what is not named has not changed for certain, as far as the documents are
 * known and system policies deny nothing. What cannot be told is among `undecided`; what is unknown for the same reason
 * at the same place, before and after, is taken to be the same.
 */
export function authorityChanges(before: Inventory, after: Inventory): AuthorityChanges {
  const sources = new Sources();
  const old = readHolders(before, sources);
  const current = readHolders(after, sources);
  const comparisons = new Comparisons();
  const changes = pairsOf(old.byKey, current.byKey).flatMap((pair) => changeOf(pair, comparisons) ?? []);
  return {
    principals: sorted(changes, ({ principal: { account, kind, name, label } }) =>
      JSON.stringify([account.key, kind, name ?? label]),
    ),
    unattributed: [
      ...onlyIn(old.unattributed, current.unattributed, "before"),
      ...onlyIn(current.unattributed, old.unattributed, "after"),
    ],
  };
}

interface Pair {
  readonly before: Holder | null;
  readonly after: Holder | null;
}

/** The same principal on both sides: by its name, or by its declaration where that has got another name. */
function pairsOf(before: ReadonlyMap<string, Holder>, after: ReadonlyMap<string, Holder>): Pair[] {
  const pairs: Pair[] = [];
  const renamed = new Map<string, Holder>();
  for (const [key, holder] of before) {
    const same = after.get(key);
    const { declaration } = holder.principal;
    if (same) pairs.push({ before: holder, after: same });
    else if (holder.isDeclared && declaration?.instances === 1) renamed.set(placeKey(declaration.site), holder);
    else pairs.push({ before: holder, after: null });
  }
  for (const [key, holder] of after) {
    if (before.has(key)) continue;
    const { declaration } = holder.principal;
    const place = holder.isDeclared && declaration?.instances === 1 ? placeKey(declaration.site) : "";
    pairs.push({ before: renamed.get(place) ?? null, after: holder });
    renamed.delete(place);
  }
  for (const holder of renamed.values()) pairs.push({ before: holder, after: null });
  return pairs;
}

function changeOf({ before, after }: Pair, comparisons: Comparisons): AuthorityChange | null {
  const holder = after ?? before;
  if (holder === null) return null;
  // Most identities of a large plan are granted nothing by it.
  if (isGrantedNothing(before) && isGrantedNothing(after)) return null;
  const permissions = comparisons.of(sourcesOf(before), sourcesOf(after));
  const trust = comparisons.of(trustOf(before), trustOf(after));
  if (permissions === null && trust === null) return null;

  const existence =
    before?.isDeclared && !after?.isDeclared && sourcesOf(after).length === 0
      ? "deleted"
      : after?.isDeclared && !before?.isDeclared && sourcesOf(before).length === 0
        ? "created"
        : "kept";
  const old = before ? waysOf(before) : [];
  const current = after ? waysOf(after) : [];
  const unknownNow = new Set(
    [...current, ...(after?.trust ?? [])].flatMap((way) => (way.source.unknown ? way.policy : [])),
  );
  const isKnownNow = ({ policy }: Way): boolean => !unknownNow.has(policy);
  const widened = inOrder([
    ...grants("permissions", permissions?.widened, current, old),
    ...grants("trust", trust?.widened, after?.trust, before?.trust, weightOfSources(sourcesOf(after))),
  ]);
  // What a policy granted is not gone for certain while nobody can tell what it says now.
  const narrowed = inOrder([
    ...grants("permissions", permissions?.narrowed, old.filter(isKnownNow), current),
    ...grants(
      "trust",
      trust?.narrowed,
      before?.trust.filter(isKnownNow),
      after?.trust,
      weightOfSources(sourcesOf(before)),
    ),
  ]);
  const undecided = [
    ...tooMuchIn([...current, ...old], permissions?.undecided),
    ...tooMuchIn([...(after?.trust ?? []), ...(before?.trust ?? [])], trust?.undecided),
    ...unknownIn([...old, ...(before?.trust ?? [])], [...current, ...(after?.trust ?? [])], "before"),
    ...unknownIn([...current, ...(after?.trust ?? [])], [...old, ...(before?.trust ?? [])], "after"),
  ];
  if (existence !== "deleted" && widened.length + narrowed.length + undecided.length === 0) return null;
  return {
    principal: holder.principal,
    existence,
    widened,
    narrowed: existence === "deleted" ? [] : narrowed,
    undecided,
  };
}

function isGrantedNothing(holder: Holder | null): boolean {
  return holder === null || holder.own.length + holder.memberships.length + holder.trust.length === 0;
}

interface Comparison {
  readonly widened: readonly Share[];
  readonly narrowed: readonly Share[];
  /** What is not compared to the end, as it was or as it will be. */
  readonly undecided: readonly Source[];
}

/** What differs between two sets of sources; many principals have the same. */
class Comparisons {
  private readonly known = new Map<string, Comparison>();

  /** Null where both are the same. */
  of(before: readonly Source[], after: readonly Source[]): Comparison | null {
    if (before.length === 0 && after.length === 0) return null;
    const old = distinct(before);
    const current = distinct(after);
    const keys = [old, current].map((sources) => sources.map(({ id }) => id).join(","));
    if (keys[0] === keys[1]) return null;
    const key = keys.join(";");
    const comparison = this.known.get(key) ?? compared(old, current);
    this.known.set(key, comparison);
    return comparison;
  }
}

function compared(before: readonly Source[], after: readonly Source[]): Comparison {
  const widened = difference(before, after);
  const narrowed = difference(after, before);
  return {
    widened: sharesOf(widened.gains, false),
    narrowed: sharesOf(narrowed.gains, true),
    undecided: widened.undecided,
  };
}

/** The shares with the ways by which they come to one principal. */
function grants(
  kind: Grant["kind"],
  shares: readonly Share[] = [],
  having: readonly Way[] = [],
  lacking: readonly Way[] = [],
  weight?: Grant["weight"],
): Grant[] {
  return shares.flatMap(({ source, ...share }) => {
    const ways = (isOfDenial(share) ? lacking : having).filter((way) => way.source === source);
    const [first, ...others] = sorted(
      ways.map(({ via }) => via),
      viaText,
    );
    if (first === undefined) return [];
    return [{ ...share, kind, weight: weight ?? share.weight, via: [first, ...others] }];
  });
}

function unknownIn(ways: readonly Way[], others: readonly Way[], when: Undecided["when"]): Undecided[] {
  const known = new Set(others.map(({ source }) => source));
  return ways.flatMap(({ source, via }) =>
    source.unknown === null || known.has(source) ? [] : [{ when, unknown: source.unknown, via }],
  );
}

/** What could not be compared counts as what may have been widened; each once, by the first of its ways. */
function tooMuchIn(ways: readonly Way[], sources: readonly Source[] = []): Undecided[] {
  return sources.flatMap((source) => {
    const via = ways.find((way) => way.source === source)?.via;
    return via === undefined ? [] : [{ when: "after", unknown: tooMuch(source, via), via, weight: source.weight }];
  });
}

function tooMuch({ allows, denies }: Source, { policy, site }: Via): Unknown {
  const patterns = [...allows, ...denies].flatMap(({ actions }) => actions.patterns);
  const what = policy === null ? "who may assume it" : `policy ${quote(policy.name ?? site.address)}`;
  return {
    unknown: true,
    attribute: `what ${what} changes`,
    because: `its patterns overlap in more ways than are compared: ${listed(patterns)}`,
  };
}

function onlyIn(
  grants: readonly Unattributed[],
  others: readonly Unattributed[],
  when: Undecided["when"],
): Undecided[] {
  const known = new Set(others.map(({ key }) => key));
  const found = grants.filter(({ key }) => !known.has(key));
  return sorted(found, ({ key }) => key).map(({ unknown, via }) => ({ when, unknown, via }));
}

function trustOf(holder: Holder | null): Source[] {
  return holder?.trust.map(({ source }) => source) ?? [];
}

function distinct(sources: readonly Source[]): Source[] {
  return [...new Set(sources)].sort((one, other) => one.id - other.id);
}

function sorted<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, text: textOf(item) }))
    .sort((one, other) => compareText(one.text, other.text))
    .map(({ item }) => item);
}
