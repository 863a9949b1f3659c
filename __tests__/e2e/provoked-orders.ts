import type { AppliedChange, Interposition, Sandbox } from "../../sandbox";
import { text } from "../../sandbox/provider/resource";

/** What happened to a user's keys at one instant, and how many there were after it. */
export interface Observed {
  /** `create`, or `delete` with the id of the key. */
  readonly action: string;
  readonly refused: boolean;
  readonly keys: number;
  readonly live: number;
}

/**
 * Makes Terraform's applies take one of their possible orders: the sandbox's provider lets an action on a key of a user
 * wait until those before it in the order are done. Terraform must have them all under way at one time, or it never
 * comes to an end; that an apply ends therefore shows that Terraform may choose the order.
 */
export class ProvokedOrders {
  public readonly observed = new Map<string, Observed[]>();
  /** By user, the actions that still have to come, the next one first. */
  private readonly coming = new Map<string, string[]>();
  private waiting: (() => void)[] = [];
  private isOn = false;

  /** What the sandbox is started with. */
  public readonly interposition: Interposition = {
    aroundApply: (change, apply) => {
      const [user, action] = actionOf(change);
      return this.isOn && action !== null ? this.inTurn(user, action, apply) : apply();
    },
  };

  public constructor(private readonly sandbox: () => Sandbox) {}

  /** From now on orders are provoked and what happens is observed. */
  public start(): void {
    this.isOn = true;
  }

  /** Actions that are not in the order come after it. */
  public provoke(user: string, actions: readonly string[]): void {
    this.coming.set(user, [...actions]);
  }

  private async inTurn<T extends { readonly diagnostics: readonly object[] }>(
    user: string,
    action: string,
    apply: () => Promise<T>,
  ): Promise<T> {
    const coming = this.coming.get(user) ?? [];
    while (coming.length > 0 && coming[0] !== action) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    try {
      const outcome = await apply();
      this.observe(user, action, outcome.diagnostics.length > 0);
      return outcome;
    } finally {
      coming.shift();
      const woken = this.waiting;
      this.waiting = [];
      for (const wake of woken) wake();
    }
  }

  private observe(user: string, action: string, refused: boolean): void {
    const { account, caller } = this.sandbox();
    const keys = account.call(caller, "ListAccessKeys", { UserName: user });
    const { AccessKey } = keys.AccessKeys;
    const live = AccessKey.filter(({ Status }) => Status === "Active").length;
    const observed = this.observed.get(user) ?? [];
    this.observed.set(user, [...observed, { action, refused, keys: AccessKey.length, live }]);
  }
}

/** The user of a key that is created or deleted, and what is done; null for any other change. */
function actionOf({ type, prior, planned }: AppliedChange): readonly [user: string, action: string | null] {
  const user = text((planned ?? prior)?.["user_name"]) ?? "";
  if (type !== "alicloud_ram_access_key") return [user, null];
  if (prior === null) return [user, "create"];
  return [user, planned === null ? `delete ${text(prior["id"])}` : null];
}
