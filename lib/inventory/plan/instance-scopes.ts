import { backendOf, type Block } from "../blocks";
import { isTemplate } from "../../language/template-text";
import { LIMITS, Unknown } from "../../language/value";
import { isObject, member, type JsonObject } from "../json";
import { CreateBeforeDestroy } from "../lifecycle";
import { readPath, readSource } from "../metadata-reader";
import { blocksByType, localAddress, type ConfigurationStack, type Scope } from "../scope";
import { instanceBody } from "./instance-body";
import { withoutKeys, type ResourceInstance } from "./resource-instance";

/** The last step of a module address: `module.m`, `module.m[0]`, `module.m["a.b"]`. */
const LAST_MODULE = /(?:^|\.)module\.([^.[\]]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?)$/;

/** A longer address is not taken apart: no module stands so deep in others. */
const LONGEST_ADDRESS = 4096;

/** What the configuration says of instances, which plans and states do not hold. */
export interface Declarations {
  /** The scopes of the configuration that the plan carries; none for a state. */
  readonly planned: readonly Scope[];
  /** The scopes of the synthesised configuration, with the comments in it; none when it was not given. */
  readonly synthesised: readonly Scope[];
}

/** What is known beside the instances themselves. */
export interface Surroundings {
  readonly declarations: Declarations;
  /** Whether a secret that stands elsewhere in the documents stands in a text. */
  readonly repeatsSecret: (text: string) => boolean;
}

/** A scope to which instances are still being added, with those of the configuration in which they are declared. */
interface Draft extends Scope {
  readonly declaredIn: { readonly planned: Scope | undefined; readonly synthesised: Scope | undefined };
  readonly modules: Map<string, Scope>;
  readonly resources: Block[];
  readonly data: Block[];
  byType: ReadonlyMap<string, readonly Block[]>;
}

/**
 * The scopes in which the readers of configurations find the instances of a plan or a state: each instance is a block
 * of its own, each instance of a module a scope of its own. What only the configuration knows (comments, provider
 * configurations, acknowledgements) comes from there.
 *
 * @param firstIndex the index of the first scope, since the scopes of several stacks are read together
 */
export function instanceScopes(
  stack: ConfigurationStack,
  instances: Iterable<ResourceInstance>,
  surroundings: Surroundings,
  firstIndex: number,
): Scope[] {
  const maker = new ScopeMaker(stack, surroundings, firstIndex);
  for (const instance of instances) maker.add(instance);
  return maker.finish();
}

class ScopeMaker {
  private readonly drafts = new Map<string, Draft>();
  private readonly planned: ReadonlyMap<string, Scope>;
  private readonly synthesised: ReadonlyMap<string, Scope>;

  private readonly origins = new CreateBeforeDestroy();
  private readonly repeatsSecret: Surroundings["repeatsSecret"];

  constructor(
    private readonly stack: ConfigurationStack,
    { declarations: { planned, synthesised }, repeatsSecret }: Surroundings,
    private readonly firstIndex: number,
  ) {
    this.repeatsSecret = repeatsSecret;
    this.planned = new Map(planned.map((scope) => [scope.prefix, scope]));
    this.synthesised = new Map(synthesised.map((scope) => [scope.prefix, scope]));
    this.draftOf("");
  }

  add(instance: ResourceInstance): void {
    const draft = this.draftOf(instance.module);
    const block = this.blockOf(draft, instance);
    (instance.mode === "data" ? draft.data : draft.resources).push(block);
  }

  finish(): Scope[] {
    for (const draft of this.drafts.values()) {
      draft.byType = blocksByType(draft.resources);
      // A data source that was not read says in its comment all the same whose account it is.
      const read = new Set(draft.data.map((block) => localAddress(draft, block.site)));
      for (const block of draft.declaredIn.synthesised?.data ?? []) {
        if (!read.has(localAddress(draft, block.site))) draft.data.push(withoutExpressions(block));
      }
    }
    return [...this.drafts.values()];
  }

  private draftOf(module: string): Draft {
    const known = this.drafts.get(module);
    if (known) return known;
    const step = module.length > LONGEST_ADDRESS ? null : LAST_MODULE.exec(module);
    const name = step?.[1] ?? "";
    const caller = module === "" ? null : this.draftOf(step === null ? "" : module.slice(0, step.index));
    const prefix = module === "" ? "" : `${module}.`;
    const plain = withoutKeys(prefix);
    const planned = this.planned.get(plain);
    const synthesised = this.synthesised.get(plain);
    const declared = planned ?? synthesised;
    const settings = declared?.blocks.settings ?? [];
    const site = { stack: this.stack.name, address: module, path: null, source: null };
    let byAddress: Scope["byAddress"] | null = null;
    const draft: Draft = {
      index: this.firstIndex + this.drafts.size,
      stack: this.stack,
      files: caller === null ? this.stack.files : [],
      prefix,
      call: caller && { scope: caller, block: { kind: "module", labels: [name], site, body: {} } },
      modules: new Map<string, Scope>(),
      blocks: {
        // Instances are looked up by what they are; of what stands around them only these say something about them.
        all: [
          ...(declared?.blocks.all.filter(({ kind }) => kind === "provider").map(withoutExpressions) ?? []),
          ...(synthesised?.blocks.all.filter(({ kind }) => kind === "import") ?? []),
        ],
        locals: new Map(),
        settings,
        comments: synthesised?.blocks.comments ?? [],
        merged: [],
      },
      backend: backendOf(settings),
      resources: [],
      byType: new Map(),
      data: [],
      // Most values are known, so that few instances are looked for.
      get byAddress() {
        return (byAddress ??= addressesOf(this));
      },
      declaredIn: { planned, synthesised },
    };
    this.drafts.set(module, draft);
    if (caller) caller.modules.set(name, draft);
    return draft;
  }

  private blockOf({ prefix, declaredIn }: Draft, instance: ResourceInstance): Block {
    const { mode, type, name, deposed } = instance;
    const local = withoutKeys(instance.address.slice(prefix.length));
    const synthesised = declaredIn.synthesised?.byAddress.get(local);
    const planned = declaredIn.planned?.byAddress.get(local);
    const origin =
      instance.createsFirst && declaredIn.synthesised && synthesised
        ? this.origins.of(declaredIn.synthesised, synthesised)
        : null;
    const body = instanceBody(instance, this.repeatsSecret, planned, synthesised, declaredIn.planned);
    const comment = member(body, "//");
    return {
      kind: mode === "data" ? "data" : "resource",
      labels: [type, name],
      site: {
        stack: this.stack.name,
        address: deposed === null ? instance.address : `${instance.address} (deposed ${deposed})`,
        path: comment === undefined ? null : readPath(comment),
        source: comment === undefined ? null : readSource(comment),
      },
      body,
      declaration: declarationOf(planned, synthesised),
      isLifecycleKnown: synthesised !== undefined,
      isImported: instance.isImported,
      createsFirstFor: origin,
      mark: deposed !== null ? "deposed" : instance.isTainted ? "tainted" : null,
    };
  }
}

/** A block of the configuration among those of a plan, which does not say what expressions in it come to. */
function withoutExpressions(block: Block): Block {
  const plain = (value: unknown, depth = 0): unknown => {
    if (typeof value === "string") return isTemplate(value) ? EXPRESSION : value;
    if (depth === LIMITS.depth) return EXPRESSION;
    if (Array.isArray(value)) return value.map((each: unknown) => plain(each, depth + 1));
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each, depth + 1)]))
      : value;
  };
  const { body } = block;
  const named = Object.entries(body).map(([name, each]) => [name, name === "//" ? each : plain(each)]);
  return { ...block, body: Object.fromEntries(named) as JsonObject, declaration: body };
}

const EXPRESSION = new Unknown("it is computed by an expression");

/** What the configuration says of an instance: that of a plan holds no lifecycle. */
function declarationOf(planned: Block | undefined, synthesised: Block | undefined): JsonObject {
  const lifecycle = planned && synthesised && member(synthesised.body, "lifecycle");
  const body = (planned ?? synthesised)?.body ?? {};
  return lifecycle === undefined ? body : { ...body, lifecycle };
}

/** The instances by their address within the scope; not what is only declared. */
function addressesOf(draft: Draft): ReadonlyMap<string, Block> {
  const instances = [...draft.resources, ...draft.data].filter(({ declaration }) => declaration !== undefined);
  return new Map(instances.map((block) => [localAddress(draft, block.site), block]));
}
