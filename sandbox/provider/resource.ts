import type { Account } from "../account/account";
import type { ActionName, AnswerOf, ParametersOf } from "../account/actions";
import type { Caller } from "../account/session";
import type { Interposition } from "./interposition";
import type { ObjectValue, Value } from "./value";

/** The account as one caller sees it. */
export interface Client {
  call<Name extends ActionName>(name: Name, parameters: ParametersOf<Name>): AnswerOf<Name>;
}

export function clientOf(account: Account, caller: Caller, { aroundCall }: Interposition = {}): Client {
  return {
    call: (name, parameters) => {
      const call = () => account.call(caller, name, parameters);
      return aroundCall ? aroundCall(name, parameters, call) : call();
    },
  };
}

/**
 * What is left to say about a resource type when its schema and semantics have said the rest: which actions make,
 * read, change and remove one.
 */
export interface ResourceAdapter {
  /** Attribute that an action's parameter comes from, so that a refusal points at it. */
  readonly attributes: Readonly<Record<string, string>>;
  /**
   * Creates the resource. `state` takes what is known only now, `id` as soon as there is one: when something fails
   * after that, the resource exists and Terraform holds it as tainted.
   */
  create(client: Client, planned: ObjectValue, state: Record<string, Value>): Promise<void> | void;
  /** The attributes that the service tells; null when the resource is gone. */
  read(client: Client, state: ObjectValue): Record<string, Value> | null;
  update?(client: Client, prior: ObjectValue, planned: ObjectValue): void;
  /** Returns a warning where the resource cannot be removed but only forgotten. */
  delete(client: Client, state: ObjectValue): Promise<string | void> | string | void;
}

export interface DataSourceAdapter {
  read(client: Client): Record<string, Value>;
}

/** A text attribute; undefined when it is not set, as the actions take it. */
export function text(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function textOrEmpty(value: Value | undefined): string {
  return text(value) ?? "";
}
