import type { Sandbox } from "../../sandbox";
import { ramAccessKey } from "../../sandbox/provider/resources/ram-access-key";
import { text, type Client } from "../../sandbox/provider/resource";

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

  public constructor(private readonly sandbox: Sandbox) {
    const real = { ...ramAccessKey };
    jest.spyOn(ramAccessKey, "create").mockImplementation((client, planned, state) => {
      return this.inTurn(text(planned["user_name"]), "create", () => real.create(client, planned, state));
    });
    jest.spyOn(ramAccessKey, "delete").mockImplementation((client: Client, state) => {
      return this.inTurn(text(state["user_name"]), `delete ${text(state["id"])}`, () => real.delete(client, state));
    });
  }

  /** Actions that are not in the order come after it. */
  public provoke(user: string, actions: readonly string[]): void {
    this.coming.set(user, [...actions]);
  }

  private async inTurn<T>(user = "", action: string, act: () => Promise<T> | T): Promise<T> {
    const coming = this.coming.get(user) ?? [];
    while (coming.length > 0 && coming[0] !== action) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    try {
      const result = await act();
      this.observe(user, action, false);
      return result;
    } catch (error) {
      this.observe(user, action, true);
      throw error;
    } finally {
      coming.shift();
      const woken = this.waiting;
      this.waiting = [];
      for (const wake of woken) wake();
    }
  }

  private observe(user: string, action: string, refused: boolean): void {
    const keys = this.sandbox.account.call(this.sandbox.caller, "ListAccessKeys", { UserName: user });
    const { AccessKey } = keys.AccessKeys;
    const live = AccessKey.filter(({ Status }) => Status === "Active").length;
    const observed = this.observed.get(user) ?? [];
    this.observed.set(user, [...observed, { action, refused, keys: AccessKey.length, live }]);
  }
}
