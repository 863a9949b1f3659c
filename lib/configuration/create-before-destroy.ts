import { referencesIn, type Reference } from "../language/references";
import { parseTemplate } from "../language/syntax/parse";
import type { Instance, Module } from "../configuration/instance";
import type { Block } from "../configuration/blocks";
import { isLiterallyTrue } from "../configuration/literal-truth";
import { firstStep, member, objectsIn, pathText, visitTexts, type JsonObject, type Path } from "../json/json";
import { withoutKeys } from "../places/instance-keys";
import type { Site } from "../places/site";
import { localAddress, type Scope } from "../configuration/scope";
import { isTemplate } from "../language/template-text";
import { addAll } from "../text/lists";

/** Something whose references are still to be followed, and the resource for whose sake. */
interface Pending {
  readonly scope: Scope;
  readonly value: unknown;
  readonly origin: Site;
}

/**
 * Which resources are created before they are destroyed when they are replaced.
 *
 * Terraform gives `create_before_destroy` to whatever such a resource needs, directly or through other resources, data
 * sources, locals, and what modules are given and hand out: else the old one could not be destroyed before the new one
 * is there. All that is in a module needs what the call waits for and is repeated by; and who refers to a module as a
 * whole, as depends_on, splats and computed keys do, needs all that is in it. Providers on the way are not followed.
 *
 * Source: measured with Terraform 1.11; https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
 */
export class CreateBeforeDestroy {
  /** By the scope in which they are declared, and their address there. */
  private readonly origins = new Map<Scope, Map<string, Site>>();
  private readonly read = new Set<Scope>();

  /** The resource for whose sake an instance is: itself, or one that needs it; null when it is destroyed first. */
  of({ declared }: Module, { site, object }: Instance): Site | null {
    if (declared === null) return object?.createsFirstFor ?? null;
    return this.at(declared, withoutKeys(site.address).slice(declared.prefix.length));
  }

  /** The same of what is declared at an address within a scope. */
  at(scope: Scope, address: string): Site | null {
    this.readFrom(rootOf(scope));
    return this.origins.get(scope)?.get(address) ?? null;
  }

  private readFrom(root: Scope): void {
    if (this.read.has(root)) return;
    this.read.add(root);
    const scopes = [root];
    for (const scope of scopes) for (const called of scope.modules.values()) scopes.push(called);
    const pending: Pending[] = [];
    // What says so itself comes first, so that no resource is blamed for what another one says for itself.
    for (const scope of scopes) {
      for (const { site, body } of scope.resources) {
        if (createsFirst(body)) this.note(pending, scope, localAddress(scope, site), body, site);
      }
    }
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const reference of readIn(next.value)) this.follow(pending, next.scope, reference, next.origin);
    }
  }

  private follow(pending: Pending[], scope: Scope, { root, steps }: Reference, origin: Site): void {
    const [first, second] = steps;
    if (typeof first !== "string") return;
    if (root === "local") this.note(pending, scope, `local.${first}`, scope.blocks.locals.get(first), origin);
    else if (root === "var" && scope.call) {
      const { scope: caller, block } = scope.call;
      this.note(pending, caller, `${localAddress(caller, block.site)} ${first}`, member(block.body, first), origin);
    } else if (root === "module") {
      const called = scope.modules.get(first);
      if (called) this.followInto(pending, called, outputAt(called, steps.slice(1)), origin);
    } else if (typeof second === "string" || root !== "data") {
      const address = root === "data" ? `data.${first}.${second}` : `${root}.${first}`;
      this.note(pending, scope, address, scope.byAddress.get(address)?.body, origin);
    }
  }

  /** Notes an output of a module; or all that is in it, where that is not told. */
  private followInto(pending: Pending[], called: Scope, output: string | null, origin: Site): void {
    if (output !== null) {
      this.note(pending, called, `output.${output}`, called.byAddress.get(`output.${output}`)?.body, origin);
      return;
    }
    const within = [called];
    for (const scope of within) {
      for (const inner of scope.modules.values()) within.push(inner);
      for (const { site, body } of [...scope.resources, ...scope.data]) {
        this.note(pending, scope, localAddress(scope, site), body, origin);
      }
    }
  }

  private note(pending: Pending[], scope: Scope, address: string, value: unknown, origin: Site): void {
    const known = this.origins.get(scope) ?? new Map<string, Site>();
    this.origins.set(scope, known);
    if (value === undefined || known.has(address)) return;
    known.set(address, origin);
    pending.push({ scope, value, origin });
    if (scope.call === null) return;
    const { scope: caller, block } = scope.call;
    this.note(pending, caller, localAddress(caller, block.site), neededByAllWithin(block), origin);
  }
}

/** The output of a module that the steps after its name take; null where they take the module as a whole. */
function outputAt({ call }: Scope, steps: readonly (string | null)[]): string | null {
  const [first = null, second = null] = steps;
  if (call === null || !isRepeated(call.block)) return first;
  // Of a key that is written Terraform knows which output follows; else it waits for the module.
  return first === null ? null : second;
}

function isRepeated({ body }: Block): boolean {
  return (member(body, "count") ?? member(body, "for_each") ?? null) !== null;
}

/** The arguments of a call on which all that is in the module depends. */
function neededByAllWithin({ body }: Block): JsonObject {
  const names = ["count", "for_each", "depends_on"].filter((name) => member(body, name) !== undefined);
  return Object.fromEntries(names.map((name) => [name, member(body, name)]));
}

function rootOf(scope: Scope): Scope {
  let at = scope;
  while (at.call !== null) at = at.call.scope;
  return at;
}

function createsFirst(body: unknown): boolean {
  const lifecycle = member(body, "lifecycle");
  return (
    lifecycle !== undefined &&
    objectsIn(lifecycle).some((each) => isLiterallyTrue(member(each, "create_before_destroy")))
  );
}

/** What a value refers to. */
function readIn(value: unknown): Reference[] {
  const found: Reference[] = [];
  visitTexts(value, (text, path) => {
    const isAddress = path !== null && isAddressList(path);
    if (!isAddress && !isTemplate(text)) return;
    if (path !== null && firstStep(path) === "//") return;
    addAll(found, referencesIn(parseTemplate(isTemplate(text) ? text : `\${${text}}`)));
  });
  return found;
}

/** Arguments whose texts are addresses without `${…}`. */
function isAddressList(path: Path): boolean {
  const first = firstStep(path);
  return first === "depends_on" || (first === "lifecycle" && /\breplace_triggered_by\b/.test(pathText(path)));
}
