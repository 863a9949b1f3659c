import type { Principal } from "../inventory/grant-model";
import type { AccountIdentity, Inventory, NamedIdentity, Owner } from "../inventory/model";
import { isUnknown } from "../maybe/maybe";
import type { ManifestAccessKey, ManifestGrant, ManifestUser, Origin, Told } from "./manifest";
import { addressOf, told, toldName } from "./told";

/** A user, group, role or policy while its parts are being collected. */
export interface Draft {
  readonly kind: NamedIdentity["kind"];
  readonly account: AccountIdentity;
  readonly name: Told<string>;
  readonly address: string | null;
  origin: Origin;
  readonly instances: Told<number>;
  readonly declaration: NamedIdentity | null;
  unmanagedAccessKeys: ManifestUser["unmanagedAccessKeys"];
  consoleLogin: boolean;
  readonly accessKeys: ManifestAccessKey[];
  readonly groups: Set<Draft>;
  readonly grants: Omit<ManifestGrant, "through">[];
}

const NOBODY_HAS_SAID = "nobody has said how many AccessKeys it has that Terraform does not manage";

/** The identities of an inventory: one draft for each, whether it is declared or only referred to. */
export class Drafts {
  private readonly drafts = new Map<string, Draft>();

  constructor({ owners, identities }: Inventory) {
    for (const owner of owners) this.ofOwner(owner);
    for (const identity of identities) {
      if (identity.kind !== "user" && identity.instances !== 0) this.declared(identity);
    }
  }

  all(): Draft[] {
    return [...this.drafts.values()].filter((draft) => draft.instances !== 0);
  }

  ofOwner(owner: Owner): Draft {
    const { account, userName, declaration, label } = owner;
    const draft = this.find("user", account, userName, declaration, label);
    draft.unmanagedAccessKeys = told(owner.existingAccessKeys);
    return draft;
  }

  ofPrincipal({ kind, account, name, declaration, label }: Principal): Draft {
    return this.find(kind, account, name, declaration, label);
  }

  private declared(identity: NamedIdentity): void {
    const { kind, account, name, site } = identity;
    this.find(kind, account, isUnknown(name) ? null : name, identity, site.address);
  }

  /** @param label the address of one whose name is not known, with the index where it is one of several */
  private find(
    kind: Draft["kind"],
    account: AccountIdentity,
    name: string | null,
    declaration: NamedIdentity | null,
    label: string,
  ): Draft {
    const address =
      declaration && addressOf(name === null ? { ...declaration.site, address: label } : declaration.site);
    // RAM compares names without regard to case.
    const key = JSON.stringify([kind, ...(name === null ? [address ?? label] : [account.key, name.toLowerCase()])]);
    let draft = this.drafts.get(key);
    if (draft === undefined) {
      draft = {
        kind,
        account,
        name: name ?? (declaration ? toldName(declaration.name) : { unknown: "it is declared elsewhere" }),
        address,
        origin: originOf(declaration),
        instances: told(declaration?.instances ?? 1),
        declaration,
        unmanagedAccessKeys: declaration?.created ? 0 : { unknown: NOBODY_HAS_SAID },
        consoleLogin: false,
        accessKeys: [],
        groups: new Set(),
        grants: [],
      };
      this.drafts.set(key, draft);
    }
    return draft;
  }
}

function originOf(declaration: NamedIdentity | null): Origin {
  if (declaration === null) return "referred";
  return declaration.created ? "created" : "adopted";
}
