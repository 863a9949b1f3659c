import { DEFAULT_QUOTAS, type Quotas } from "../../lib/limits/quotas";
import { ACTIONS, isChanging, type ActionName, type AnswerOf, type ParametersOf } from "./actions";
import { getCallerIdentity } from "./caller-identity";
import { RamError } from "./ram-error";
import type { Caller, Session } from "./session";
import type { AccountState } from "./state";

export interface AccountOptions {
  /** @default - the quotas of an account that has not been given others */
  readonly quotas?: Quotas;
  /** @default - the machine's clock */
  readonly clock?: () => Date;
  /** Called after every change, before the action answers; what it throws is thrown by the action. */
  readonly save: (state: AccountState) => void;
}

/** The table by name, so that a call's parameters and answer are those of its action. */
const TABLE: { [Name in ActionName]: (session: Session, parameters: ParametersOf<Name>) => AnswerOf<Name> } = ACTIONS;

/** A RAM account: its actions run one after the other, each completely or not at all. */
export class Account {
  private readonly quotas: Quotas;
  private readonly clock: () => Date;

  public constructor(
    private readonly state: AccountState,
    private readonly options: AccountOptions,
  ) {
    this.quotas = options.quotas ?? DEFAULT_QUOTAS;
    this.clock = options.clock ?? (() => new Date());
  }

  public get accountId(): string {
    return this.state.accountId;
  }

  /** Runs an action as that caller; a refusal is a `RamError`. */
  public call<Name extends ActionName>(caller: Caller, name: Name, parameters: ParametersOf<Name>): AnswerOf<Name> {
    const session: Session = {
      state: this.state,
      quotas: this.quotas,
      caller,
      now: () =>
        this.clock()
          .toISOString()
          .replace(/\.\d+Z$/, "Z"),
    };
    const before = isChanging(name) ? structuredClone(this.state) : undefined;
    let answer: AnswerOf<Name>;
    try {
      getCallerIdentity(session);
      answer = TABLE[name](session, parameters);
    } catch (error) {
      throw error instanceof RamError ? error.to(name) : error;
    }
    if (before) this.saveOr(before);
    return answer;
  }

  /** A change that could not be kept has not happened, and the next one must not bring it back. */
  private saveOr(before: AccountState): void {
    try {
      this.options.save(this.state);
    } catch (error) {
      Object.assign(this.state, before);
      throw error;
    }
  }
}
