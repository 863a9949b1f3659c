import { referencesIn } from "../language/references";
import { parseTemplate } from "../language/syntax/parse";
import { bareReference } from "./bare-reference";
import type { Block } from "./blocks";
import { isLiterallyTrue } from "./literal-truth";
import { firstStep, member, objectsIn, pathText, visitTexts, type Path } from "./json";
import type { KeyLifecycle, Maybe, Site } from "./model";
import { localAddress, type Scope } from "./scope";
import { isTemplate } from "../language/template-text";

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
 * is there. Providers on the way are not followed.
 *
 * Source: measured with Terraform 1.11; https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
 */
export class CreateBeforeDestroy {
  /** By the scope in which they are declared, and their address there. */
  private readonly origins = new Map<Scope, Map<string, Site>>();
  private readonly read = new Set<Scope>();

  /** The resource for whose sake a block is: itself, or one that needs it; null when it is destroyed first. */
  of(scope: Scope, { site, declaredAt, createsFirstFor }: Block): Site | null {
    if (createsFirstFor) return createsFirstFor;
    const declared = scope.declared ?? scope;
    this.readFrom(rootOf(declared));
    const address = (declaredAt ?? site.address).slice(scope.prefix.length);
    return this.origins.get(declared)?.get(address) ?? null;
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
      for (const name of namesIn(next.value)) this.follow(pending, next.scope, name, next.origin);
    }
  }

  private follow(pending: Pending[], scope: Scope, name: string, origin: Site): void {
    const [root = "", first = "", second = ""] = name.split(".");
    if (root === "local") this.note(pending, scope, name, scope.blocks.locals.get(first), origin);
    else if (root === "var" && scope.call) {
      const { scope: caller, block } = scope.call;
      this.note(pending, caller, `${localAddress(caller, block.site)} ${first}`, member(block.body, first), origin);
    } else if (root === "module") {
      const called = scope.modules.get(first);
      if (called)
        this.note(pending, called, `output.${second}`, called.byAddress.get(`output.${second}`)?.body, origin);
    } else {
      const address = root === "data" ? name : `${root}.${first}`;
      this.note(pending, scope, address, scope.byAddress.get(address)?.body, origin);
    }
  }

  private note(pending: Pending[], scope: Scope, address: string, value: unknown, origin: Site): void {
    const known = this.origins.get(scope) ?? new Map<string, Site>();
    this.origins.set(scope, known);
    if (value === undefined || known.has(address)) return;
    known.set(address, origin);
    pending.push({ scope, value, origin });
  }
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

/** What the lifecycle of a key says; it takes constants only. A plan does not hold it, nor does a state. */
export function lifecycleOf({ site, body, declaration, isLifecycleKnown = true }: Block): Maybe<KeyLifecycle> {
  if (!isLifecycleKnown) {
    const because = "neither a plan nor a state holds it, and the configuration was not given";
    return { unknown: true, attribute: `${site.address}.lifecycle`, because };
  }
  const blocks = objectsIn(member(declaration ?? body, "lifecycle"));
  const ignored = blocks.flatMap((each) => ignoredIn(member(each, "ignore_changes")));
  return {
    ignoresStatus: ignored.some((name) => name === "status" || name === "all" || name === "*"),
    ignoresAll: ignored.some((name) => name === "all" || name === "*"),
    preventsDestroy: blocks.some((each) => isLiterallyTrue(member(each, "prevent_destroy"))),
  };
}

/** The names of a list, or the word that stands for all of them. */
function ignoredIn(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((each) => (typeof each === "string" ? bareReference(each) : []));
}

/** The addresses and locals to which a value refers. */
function namesIn(value: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  visitTexts(value, (text, path) => {
    const isAddress = path !== null && isAddressList(path);
    if (!isAddress && !isTemplate(text)) return;
    if (path !== null && firstStep(path) === "//") return;
    for (const { root, steps } of referencesIn(parseTemplate(isTemplate(text) ? text : `\${${text}}`))) {
      // Of a module that has several instances, the output comes after the key.
      const written = steps.filter((step) => step !== null);
      const own = root === "resource" ? written : [root, ...written];
      names.add(own.slice(0, own[0] === "data" || own[0] === "module" ? 3 : 2).join("."));
    }
  });
  return names;
}

/** Arguments whose texts are addresses without `${…}`. */
function isAddressList(path: Path): boolean {
  const first = firstStep(path);
  return first === "depends_on" || (first === "lifecycle" && /\breplace_triggered_by\b/.test(pathText(path)));
}
