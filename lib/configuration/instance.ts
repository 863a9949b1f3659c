import type { Backend, Block } from "./blocks";
import type { JsonObject } from "../json/json";
import type { Maybe } from "../maybe/maybe";
import type { Site } from "../places/site";
import type { ConfigurationStack, Scope } from "./scope";

/**
 * A resource, data source, provider configuration, call of a module or output at one place, with the values that it
 * has. Configurations, plans and states come to instances alike.
 */
export interface Instance {
  /** `resource`, `data`, `provider`, `module`, `output`, … */
  readonly kind: string;
  /** `alicloud_ram_user`; the name of a provider, a call or an output. */
  readonly type: string;
  readonly site: Site;
  /** Its arguments and attributes. What is not known, or has marks, is a value of expressions. */
  readonly values: JsonObject;
  /** What the configuration writes: the same object where there is nothing to evaluate, empty where none is read. */
  readonly written: JsonObject;
  /** How many it stands for, without regard to the modules around it: 1, unless they are alike or nobody can tell. */
  readonly times: Maybe<number>;
  /** How many instances its declaration makes, where this is one of them, told apart; else null. */
  readonly amongst: number | null;
  /** What a plan or a state says of the object; null for what is only declared. */
  readonly object: ObjectFacts | null;
}

/** What a plan or a state says of an object beside its values. */
export interface ObjectFacts {
  /** Whether the configuration was given that says what Terraform is to leave alone of it. */
  readonly isLifecycleKnown: boolean;
  /** Whether the plan adopts it by an import. */
  readonly isImported: boolean;
  /** For whose sake it is created before its former self is destroyed: itself where nobody else is known; else null. */
  readonly createsFirstFor: Site | null;
  /** What a state has noted: left behind by a replacement, or to be replaced. */
  readonly mark: "deposed" | "tainted" | null;
}

/** An instance of a module, or the root of a configuration, with the instances in it. */
export interface Module {
  readonly stack: ConfigurationStack;
  /** What addresses in it begin with: `module.m[0].`, empty for a root. */
  readonly prefix: string;
  /** The call that made it; null for a root. */
  readonly call: { readonly module: Module; readonly instance: Instance } | null;
  /** The modules that it calls, as far as they were read, by the addresses of the calls. */
  readonly modules: ReadonlyMap<string, Module>;
  /** All that has values, in the order of the configuration. */
  readonly instances: readonly Instance[];
  readonly resources: readonly Instance[];
  readonly byType: ReadonlyMap<string, readonly Instance[]>;
  readonly data: readonly Instance[];
  readonly providers: readonly Instance[];
  /** The module as it is declared, where it is evaluated; null for that of a plan or state. */
  readonly declared: Scope | null;
  /** The files that were read for it. */
  readonly files: Scope["files"];
  /** The bodies of its `terraform` blocks. */
  readonly settings: readonly JsonObject[];
  readonly backend: Backend;
  /** What stands in the top-level `"//"`. */
  readonly comments: readonly unknown[];
  /** Its `import` blocks. */
  readonly imports: readonly Block[];
}

/** Instances by their type, in their order. */
export function byType(instances: readonly Instance[]): ReadonlyMap<string, readonly Instance[]> {
  const found = new Map<string, Instance[]>();
  for (const instance of instances) {
    const known = found.get(instance.type);
    if (known) known.push(instance);
    else found.set(instance.type, [instance]);
  }
  return found;
}
