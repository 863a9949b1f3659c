import { setTimeout as wait } from "node:timers/promises";
import { RamError, type AppliedChange, type Interposition, type Sandbox } from "../../sandbox";
import type { RecordedCall } from "../judge/record";
import { Random } from "../random";
import type { ApplyOptions } from "../worlds/world";
import { accountNow } from "./account";

/** Writes down what an apply does in the account, and makes it as slow and as unlucky as the world says. */
export class Recorder {
  private calls: RecordedCall[] = [];
  private options: ApplyOptions | null = null;
  private readonly asked = new Map<string, number>();
  private account: Sandbox["account"] | null = null;
  private seed = "";

  public readonly interposition: Interposition = {
    aroundApply: async (change, apply) => {
      if (this.options) await wait(this.waitOf(change, this.options.slowness));
      return apply();
    },
    aroundCall: (name, parameters, call) => {
      if (!this.options || /^(Get|List)/.test(name)) return call();
      const given = parameters as Readonly<Record<string, unknown>>;
      const index = this.asked.get(name) ?? 0;
      this.asked.set(name, index + 1);
      const { refusal } = this.options;
      if (refusal?.action === name && refusal.index === index) {
        const refused = RamError.of("NoPermission").to(name);
        this.record(name, given, { code: refused.code, isInjected: true });
        throw refused;
      }
      try {
        const answer = call();
        this.record(name, given, null);
        return answer;
      } catch (error) {
        if (error instanceof RamError) this.record(name, given, { code: error.code, isInjected: false });
        throw error;
      }
    },
  };

  /** Everything from now on counts, until `stop`. */
  public start(account: Sandbox["account"], options: ApplyOptions, seed: string): void {
    this.calls = [];
    this.asked.clear();
    Object.assign(this, { account, options, seed });
  }

  public stop(): readonly RecordedCall[] {
    this.options = null;
    return this.calls;
  }

  private record(
    action: string,
    parameters: Readonly<Record<string, unknown>>,
    refusal: RecordedCall["refusal"],
  ): void {
    if (!this.account) return;
    const name = (key: string): string | null => (typeof parameters[key] === "string" ? parameters[key] : null);
    this.calls.push({
      action,
      user: name("UserName"),
      newName: name("NewUserName"),
      key: name("UserAccessKeyId"),
      refusal,
      after: accountNow(this.account),
    });
  }

  /** By what a resource is called, since its id is another one in every run of the same world. */
  private waitOf({ type, prior, planned }: AppliedChange, slowness: number): number {
    const values = planned ?? prior ?? {};
    const name = [values["user_name"], values["name"], values["policy_name"]].map(String).join();
    const action = prior === null ? "create" : planned === null ? "delete" : "update";
    return new Random([this.seed, type, action, name].join()).between(0, slowness);
  }
}
