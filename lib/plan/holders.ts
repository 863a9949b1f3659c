import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { AccessKey, AccountIdentity, NamedIdentity, Owner } from "../inventory/model";
import type { Unknown } from "../maybe/maybe";
import { isUnknown } from "../maybe/maybe";
import { PlaceMap } from "../places/place-map";
import type { Plan } from "../inventory/read-plans";
import type { ResourceChange } from "../plans/plan-model";
import { compareSites } from "../places/site-order";
import { quote } from "../text/wording";
import { existingKey, keyPairs, type KeyPair } from "./key-pairs";
import type { HolderKind, KeyReview } from "./plan-review";
import { runsAsRoot } from "./root-runs";

/** A key as one of a holder's. */
export interface HeldKey {
  readonly pair: KeyPair;
  readonly part: KeyReview["part"];
}

/** Whoever has keys, before the apply or after it: one object for one RAM user, also where its name changes. */
export interface Holder {
  readonly kind: HolderKind;
  readonly account: AccountIdentity;
  readonly before: Owner | null;
  readonly after: Owner | null;
  /** Why it is not known who it is. */
  readonly unknown: Unknown | null;
  /** The name that the state had, where somebody has renamed the user outside of Terraform; else null. */
  readonly formerName: string | null;
  /** What the plan does to the user, by the address before and the one after. */
  readonly leaving: ResourceChange | null;
  readonly coming: ResourceChange | null;
  /** In the order in which a reader finds them. */
  readonly keys: readonly HeldKey[];
}

type Draft = { -readonly [Name in keyof Holder]: Holder[Name] } & { keys: HeldKey[] };
type Side = "before" | "after" | "recorded";

/** The holders of all keys, and the RAM users without a key of Terraform's that come, go or get another name. */
export function holdersOf(plan: Plan, listing: LiveKeyIndex | null): readonly Holder[] {
  return new Holders(plan).collect(keyPairs(plan, listing));
}

class Holders {
  private readonly drafts: Draft[] = [];
  private readonly byOwner = new Map<Owner, Draft>();
  private readonly byName = new Map<string, Draft>();
  /** Those whose user is the same object after the apply, by its declaration. */
  private readonly byDeclaration = new PlaceMap<Draft>();
  private readonly byDeclaredBefore = new PlaceMap<Draft>();
  private readonly byAccount = new Map<string, Draft>();
  private readonly userChanges = new PlaceMap<ResourceChange>();
  private readonly rootRuns = new Map<string, boolean | null>();

  constructor(private readonly plan: Plan) {
    for (const change of plan.changes) {
      if (change.type === "alicloud_ram_user") this.userChanges.set(change.site, change);
    }
    for (const owner of usersOf(plan.before)) this.addBefore(owner);
    for (const { declaration, userName } of plan.recorded.owners) {
      const draft = declaration ? this.byDeclaredBefore.get(declaration.site) : undefined;
      if (draft?.before && nameOf(draft.before) !== nameOf({ ...draft.before, userName })) draft.formerName = userName;
    }
    const isKept = (owner: Owner): boolean => this.keptOf(owner) !== undefined;
    // A user that keeps its object keeps its holder; only then is a name that is free looked for.
    const after = usersOf(plan.after);
    for (const owner of [...after.filter(isKept), ...after.filter((each) => !isKept(each))]) this.addAfter(owner);
  }

  collect(pairs: readonly KeyPair[]): readonly Holder[] {
    for (const pair of pairs) this.hold(pair);
    for (const { keys } of this.drafts) {
      if (keys.length > 1) keys.sort((one, other) => compareSites(one.pair.site, other.pair.site));
    }
    const isTold = ({ keys, leaving, coming }: Draft): boolean =>
      keys.length > 0 || isEvent(leaving) || isEvent(coming);
    const told = this.drafts.filter(isTold);
    if (told.length === this.drafts.length) return told;
    // What is asked for by a name may meet whoever else has it.
    const names = new Set(told.flatMap(sharedNames));
    const isUser = ({ before, after }: Draft): boolean => Boolean(before?.declaration ?? after?.declaration);
    return this.drafts.filter((draft) => {
      return isTold(draft) || (isUser(draft) && sharedNames(draft).some((name) => names.has(name)));
    });
  }

  private addBefore(owner: Owner): void {
    const leaving = this.changeOf(owner);
    const draft = this.add({ kind: "RAM user", account: owner.account, before: owner, leaving });
    this.byOwner.set(owner, draft);
    const name = nameOf(owner);
    if (name !== null) this.byName.set(name, draft);
    if (owner.declaration) this.byDeclaredBefore.set(owner.declaration.site, draft);
    if (owner.declaration && leaving?.action !== "delete" && leaving?.action !== "replace") {
      this.byDeclaration.set(owner.declaration.site, draft);
    }
  }

  private addAfter(owner: Owner): void {
    const name = nameOf(owner);
    const named = name === null ? undefined : this.byName.get(name);
    const kept = this.keptOf(owner) ?? (named?.after === null ? named : undefined);
    const draft = kept ?? this.add({ kind: "RAM user", account: owner.account });
    draft.after = owner;
    draft.coming = this.changeOf(owner);
    this.byOwner.set(owner, draft);
    if (name !== null && !this.byName.has(name)) this.byName.set(name, draft);
  }

  private keptOf({ declaration }: Owner): Draft | undefined {
    return declaration ? this.byDeclaration.get(declaration.site) : undefined;
  }

  private changeOf({ declaration }: Owner): ResourceChange | null {
    return (declaration && this.userChanges.get(declaration.site)) ?? null;
  }

  private hold(pair: KeyPair): void {
    const { recorded, change } = pair;
    // In place a key stays whose it is: where the plan tells only one side of it, that is the other one, too.
    const isInPlace = change === null || change.action === "update" || change.action === "no-op";
    const { before, after } = isInPlace ? knownSides(pair) : pair;
    const lost = pair.before === null ? existingKey(pair) : null;
    const losing = before ? this.holderOf(pair, before, "before") : lost && this.holderOf(pair, lost, "recorded");
    const gaining = after && this.holderOf(pair, after, "after");
    if (losing && gaining && losing !== gaining) {
      losing.keys.push({ pair, part: "before" });
      gaining.keys.push({ pair, part: "after" });
      return;
    }
    const holder = losing ?? gaining ?? (recorded && this.holderOf(pair, recorded, "recorded"));
    holder?.keys.push({ pair, part: "both" });
  }

  private holderOf(pair: KeyPair, { owner, account, metadata }: AccessKey, side: Side): Draft {
    if (isUnknown(owner)) return this.add({ kind: "unknown owner", account, unknown: owner });
    if (owner === null) return this.accountHolder(pair, account, metadata?.root !== undefined);
    const known = this.byOwner.get(owner) ?? (side === "recorded" ? this.byName.get(nameOf(owner) ?? "") : undefined);
    if (known) return known;
    const draft = this.add({ kind: "RAM user", account, before: owner });
    this.byOwner.set(owner, draft);
    return draft;
  }

  /** A key without a user is the account's own where that is in writing, or where the account runs Terraform. */
  private accountHolder({ site, before, after }: KeyPair, account: AccountIdentity, isDeclared: boolean): Draft {
    const isRoot = isDeclared || [before, after].some((key) => key?.metadata?.root !== undefined);
    const kind =
      isRoot || this.isRootRun(account, site.stack) === true ? "Alibaba Cloud account" : "whoever runs Terraform";
    const key = `${kind}\n${account.key}`;
    let draft = this.byAccount.get(key);
    if (draft === undefined) {
      draft = this.add({ kind, account });
      this.byAccount.set(key, draft);
    }
    return draft;
  }

  private isRootRun(account: AccountIdentity, stack: string): boolean | null {
    const run = JSON.stringify([account.key, stack]);
    let known = this.rootRuns.get(run);
    if (known === undefined) {
      known = runsAsRoot(this.plan, account, [stack]);
      this.rootRuns.set(run, known);
    }
    return known;
  }

  private add(parts: Pick<Draft, "kind" | "account"> & Partial<Draft>): Draft {
    const draft: Draft = {
      before: null,
      after: null,
      unknown: null,
      formerName: null,
      leaving: null,
      coming: null,
      keys: [],
      ...parts,
    };
    this.drafts.push(draft);
    return draft;
  }
}

/**
 * The RAM users that keys belong to, and those that are declared under a name that another one has as well: keys of the
 * two cannot be told apart, but what happens to the users can.
 */
function usersOf({ owners, identities }: Plan["after"]): readonly Owner[] {
  const declared = new Set(owners.map(({ declaration }) => declaration));
  const others = identities.filter((identity) => identity.kind === "user" && !declared.has(identity));
  return others.length === 0 ? owners : [...owners, ...others.map(ownerOf)];
}

function ownerOf(declaration: NamedIdentity): Owner {
  const userName = typeof declaration.name === "string" ? declaration.name : null;
  return {
    label: `RAM user ${userName === null ? declaration.site.address : quote(userName)}`,
    account: declaration.account,
    userName,
    declaration,
    existingAccessKeys: 0,
    saysExistingAccessKeys: false,
  };
}

/** RAM compares names without regard to case. */
function nameOf({ account, userName }: Owner): string | null {
  return userName === null ? null : `${account.key}\n${userName.toLowerCase()}`;
}

/** Of whatever account: of two that nobody names it is not known whether they are the same. */
function sharedNames({ before, after }: Draft): string[] {
  return [before, after].flatMap((owner) => owner?.userName?.toLowerCase() ?? []);
}

/** Of the two sides of one key the one that tells whose it is: whoever has it, whatever that user is called then. */
function knownSides({ before, after }: KeyPair): Pick<KeyPair, "before" | "after"> {
  if (before === null || after === null) return { before, after };
  return isHiddenOwner(before) ? { before: null, after } : { before, after: null };
}

function isHiddenOwner({ owner }: AccessKey): boolean {
  return isUnknown(owner);
}

/** Whether something happens to a user that its keys, or its name, may depend on. */
function isEvent(change: ResourceChange | null): boolean {
  if (change === null || change.action === "no-op" || change.action === "read") return change?.isImport === true;
  return change.action !== "update" || change.isRename || change.isImport;
}
