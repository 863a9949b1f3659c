import { isRootCaller } from "../../inventory/callers";
import type { LiveKeyIndex } from "../../inventory/live-key-index";
import type { AccessKey, Caller, Inventory } from "../../inventory/model";
import type { Maybe } from "../../maybe/maybe";
import { groupBy, isAccountKey } from "../keys/declared-keys";
import type { RuleContext } from "../rule";

interface Known extends Pick<RuleContext, "listing" | "stage"> {
  readonly inventory: Pick<Inventory, "accounts" | "callers">;
}

/** Tells which AccessKeys are those of the Alibaba Cloud account itself. */
export class RootKeys {
  private readonly listing: LiveKeyIndex | null;
  private readonly callers: ReadonlyMap<string, readonly Caller[]>;
  private readonly isState: boolean;

  constructor({ inventory, listing, stage }: Known) {
    this.listing = listing;
    this.callers = groupBy(inventory.callers, ({ site }) => site.stack);
    this.isState = stage === "state";
  }

  /**
   * Whether a key is a root key: declared so in writing or, for one that exists, as a listing says or the last run.
   * Only root finds root's keys, so that a state that has one was refreshed by whoever it belongs to.
   */
  isRoot(key: AccessKey): Maybe<boolean> {
    if (key.owner !== null) return false;
    if (!this.isState || key.record === null) return isAccountKey(key);
    const listed = this.listing?.covers(key.account) ? this.listing.find(key.record.id) : undefined;
    if (listed) return listed.userName === null;
    if (isAccountKey(key)) return true;
    const callers = (this.callers.get(key.site.stack) ?? []).filter(({ account }) => account.key === key.account.key);
    const [ofRoot] = callers.map(isRootCaller).filter((each) => each !== null);
    if (ofRoot !== undefined) return ofRoot;
    return {
      unknown: true,
      attribute: `${key.site.address}.user_name`,
      because: "it is not set, and nothing tells who created the AccessKey",
    };
  }
}
