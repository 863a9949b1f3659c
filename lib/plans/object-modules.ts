import { byType, type Instance, type Module, type ObjectFacts } from "../configuration/instance";
import { backendOf, type Block } from "../configuration/blocks";
import { isObject, member, type JsonObject } from "../json/json";
import { CreateBeforeDestroy } from "../configuration/create-before-destroy";
import { readPath, readSource } from "../configuration/metadata-reader";
import type { Site } from "../places/site";
import { localAddress, type ConfigurationStack, type Scope } from "../configuration/scope";
import { isTemplate } from "../language/template-text";
import { LIMITS, Unknown } from "../language/value";
import { objectValues, type Declared } from "./object-values";
import { withoutKeys } from "../places/instance-keys";
import type { ResourceObject } from "./resource-object";

/** The last step of a module address: `module.m`, `module.m[0]`, `module.m["a.b"]`. */
const LAST_MODULE = /(?:^|\.)module\.([^.[\]]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?)$/;

/** A longer address is not taken apart: no module stands so deep in others. */
const LONGEST_ADDRESS = 4096;

/** What the configuration says of objects, which plans and states do not hold. */
export interface Declarations {
  /** The scopes of the configuration that the plan carries; none for a state. */
  readonly planned: readonly Scope[];
  /** The scopes of the synthesised configuration, with the comments in it; none when it was not given. */
  readonly synthesised: readonly Scope[];
}

/** A module to which instances are still being added, with those of the configuration in which they are declared. */
interface Draft extends Module {
  readonly declaredIn: { readonly planned: Scope | null; readonly synthesised: Scope | null };
  readonly modules: Map<string, Module>;
  readonly instances: Instance[];
  readonly resources: Instance[];
  readonly data: Instance[];
  /** The instance at an address within the module, once all are there; most values are known, so few are looked for. */
  readonly instanceAt: (address: string) => Instance | null;
  byType: ReadonlyMap<string, readonly Instance[]>;
}

/**
 * Makes instances of the objects of one plan or state, each once, however many sides of a plan have it. What only the
 * configuration knows (comments, provider configurations, acknowledgements) comes from there.
 */
export class ObjectModules {
  private readonly planned: ReadonlyMap<string, Scope>;
  private readonly synthesised: ReadonlyMap<string, Scope>;
  private readonly origins = new CreateBeforeDestroy();
  private readonly known = new Map<ResourceObject, Instance>();

  /** @param repeatsSecret whether a secret that stands elsewhere in the documents stands in a text */
  constructor(
    private readonly stack: ConfigurationStack,
    { planned, synthesised }: Declarations,
    private readonly repeatsSecret: (text: string) => boolean,
  ) {
    this.planned = new Map(planned.map((scope) => [scope.prefix, scope]));
    this.synthesised = new Map(synthesised.map((scope) => [scope.prefix, scope]));
  }

  /** The modules in which objects stand; the root comes first. */
  of(objects: Iterable<ResourceObject>): Module[] {
    const drafts = new Map<string, Draft>();
    this.draftOf(drafts, "");
    for (const object of objects) {
      const draft = this.draftOf(drafts, object.module);
      const instance = this.instanceOf(draft, object);
      draft.instances.push(instance);
      (object.mode === "data" ? draft.data : draft.resources).push(instance);
    }
    for (const draft of drafts.values()) {
      draft.byType = byType(draft.resources);
      // A data source that was not read says in its comment all the same whose account it is.
      const read = new Set(draft.data.map(({ site }) => withoutKeys(site.address)));
      for (const block of draft.declaredIn.synthesised?.data ?? []) {
        if (read.has(block.site.address)) continue;
        const source = withoutExpressions(block);
        draft.instances.push(source);
        draft.data.push(source);
      }
    }
    return [...drafts.values()];
  }

  private draftOf(drafts: Map<string, Draft>, address: string): Draft {
    const known = drafts.get(address);
    if (known) return known;
    const step = address.length > LONGEST_ADDRESS ? null : LAST_MODULE.exec(address);
    const caller = address === "" ? null : this.draftOf(drafts, step === null ? "" : address.slice(0, step.index));
    const prefix = address === "" ? "" : `${address}.`;
    const plain = withoutKeys(prefix);
    const planned = this.planned.get(plain) ?? null;
    const synthesised = this.synthesised.get(plain) ?? null;
    const declared = planned ?? synthesised;
    const settings = declared?.blocks.settings ?? [];
    const providers = declared?.blocks.all.filter(({ kind }) => kind === "provider").map(withoutExpressions) ?? [];
    let instances: ReadonlyMap<string, Instance> | null = null;
    const draft: Draft = {
      stack: this.stack,
      files: caller === null ? this.stack.files : [],
      prefix,
      call: caller && { module: caller, instance: this.callAt(address, step?.[1] ?? "") },
      modules: new Map<string, Module>(),
      instances: [...providers],
      resources: [],
      byType: new Map(),
      data: [],
      providers,
      declared: null,
      settings,
      backend: backendOf(settings),
      comments: synthesised?.blocks.comments ?? [],
      imports: synthesised?.blocks.all.filter(({ kind }) => kind === "import") ?? [],
      declaredIn: { planned, synthesised },
      instanceAt: (local) => {
        instances ??= new Map(draft.instances.map((each) => [each.site.address.slice(prefix.length), each]));
        return instances.get(local) ?? null;
      },
    };
    drafts.set(address, draft);
    caller?.modules.set(address, draft);
    return draft;
  }

  private callAt(address: string, name: string): Instance {
    const site = { stack: this.stack.name, address, path: null, source: null };
    return { ...NOTHING_WRITTEN, kind: "module", type: name, site, object: null };
  }

  private instanceOf(draft: Draft, object: ResourceObject): Instance {
    const known = this.known.get(object);
    if (known) return known;
    const instance = this.newInstance(draft, object);
    this.known.set(object, instance);
    return instance;
  }

  private newInstance(draft: Draft, object: ResourceObject): Instance {
    const { mode, type, deposed, address } = object;
    const local = withoutKeys(address.slice(draft.prefix.length));
    const { planned: scope, synthesised: commented } = draft.declaredIn;
    const block = scope?.byAddress.get(local);
    const synthesised = commented?.byAddress.get(local) ?? null;
    const declared: Declared = { planned: scope && block ? { scope, block } : null, synthesised };
    const values = objectValues(object, declared, this.repeatsSecret, draft.instanceAt);
    const comment = member(values, "//");
    const site = {
      stack: this.stack.name,
      address: deposed === null ? address : `${address} (deposed ${deposed})`,
      path: comment === undefined ? null : readPath(comment),
      source: comment === undefined ? null : readSource(comment),
    };
    return {
      kind: mode === "data" ? "data" : "resource",
      type,
      site,
      values,
      written: writtenIn(declared),
      times: 1,
      amongst: null,
      object: this.factsOf(object, site, commented, synthesised),
    };
  }

  private factsOf(
    { createsFirst, isImported, deposed, isTainted }: ResourceObject,
    site: Site,
    scope: Scope | null,
    block: Block | null,
  ): ObjectFacts {
    const origin = createsFirst && scope && block ? this.origins.at(scope, localAddress(scope, block.site)) : null;
    return {
      isLifecycleKnown: block !== null,
      isImported,
      createsFirstFor: createsFirst ? (origin ?? site) : null,
      mark: deposed !== null ? "deposed" : isTainted ? "tainted" : null,
    };
  }
}

const NOTHING_WRITTEN = { values: {}, written: {}, times: 1, amongst: null };

/** What of the configuration is written for an object: a plan's own holds no lifecycle. */
function writtenIn({ planned, synthesised }: Declared): JsonObject {
  const lifecycle = planned && synthesised ? member(synthesised.body, "lifecycle") : undefined;
  const body = (planned?.block ?? synthesised)?.body ?? {};
  return lifecycle === undefined ? body : { ...body, lifecycle };
}

/** A block of the configuration beside a plan, which does not say what expressions in it come to. */
function withoutExpressions({ kind, labels, site, body }: Block): Instance {
  const plain = (value: unknown, depth = 0): unknown => {
    if (typeof value === "string") return isTemplate(value) ? EXPRESSION : value;
    if (depth === LIMITS.depth) return EXPRESSION;
    if (Array.isArray(value)) return value.map((each: unknown) => plain(each, depth + 1));
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each, depth + 1)]))
      : value;
  };
  const named = Object.entries(body).map(([name, each]) => [name, name === "//" ? each : plain(each)]);
  const values = Object.fromEntries(named) as JsonObject;
  const [type = ""] = labels;
  return { ...NOTHING_WRITTEN, kind, type, site, values, written: body, object: null };
}

const EXPRESSION = new Unknown("it is computed by an expression");
