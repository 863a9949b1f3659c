import { bareReference } from "./bare-reference";
import type { Block } from "./blocks";
import { isLiterallyTrue } from "./expression";
import { firstStep, member, objectsIn, pathText, visitTexts, type Path } from "./json";
import type { KeyLifecycle, Maybe, Site } from "./model";
import { localAddress, type Scope } from "./scope";
import { isTemplate } from "../language/template-text";
import { findTraversals } from "./traversals";

/** Something whose references are still to be followed, and the resource for whose sake. */
interface Pending {
  readonly value: unknown;
  readonly origin: Site;
}

/**
 * Which resources are created before they are destroyed when they are replaced.
 *
 * Terraform gives `create_before_destroy` to whatever such a resource needs, directly or through other resources, data
 * sources and locals: else the old one could not be destroyed before the new one is there. Modules and providers on the
 * way are not followed.
 *
 * Source: measured with Terraform 1.11; https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
 */
export class CreateBeforeDestroy {
  private readonly origins = new Map<Scope, ReadonlyMap<string, Site>>();

  /** The resource for whose sake a block is: itself, or one that needs it; null when it is destroyed first. */
  of(scope: Scope, { site, createsFirstFor }: Block): Site | null {
    if (createsFirstFor) return createsFirstFor;
    let origins = this.origins.get(scope);
    if (origins === undefined) {
      origins = originsIn(scope);
      this.origins.set(scope, origins);
    }
    return origins.get(localAddress(scope, site)) ?? null;
  }
}

function originsIn(scope: Scope): ReadonlyMap<string, Site> {
  const origins = new Map<string, Site>();
  const pending: Pending[] = [];
  // What says so itself comes first, so that no resource is blamed for what another one says for itself.
  for (const { site, body } of scope.resources) {
    const address = localAddress(scope, site);
    if (!createsFirst(body) || origins.has(address)) continue;
    origins.set(address, site);
    pending.push({ value: body, origin: site });
  }
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, origin } = next;
    for (const name of namesIn(value)) {
      if (origins.has(name)) continue;
      const local = name.startsWith("local.") ? scope.blocks.locals.get(name.slice("local.".length)) : undefined;
      const needed: unknown = local ?? scope.byAddress.get(name)?.body;
      if (needed === undefined) continue;
      origins.set(name, origin);
      pending.push({ value: needed, origin });
    }
  }
  return origins;
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
    for (const { root, steps } of findTraversals(isTemplate(text) ? text : `\${${text}}`)) {
      const parts = steps
        .slice(0, root === "data" ? 2 : 1)
        .map((step) => (step.kind === "attribute" ? step.value : ""));
      names.add([root, ...parts].join("."));
    }
  });
  return names;
}

/** Arguments whose texts are addresses without `${…}`. */
function isAddressList(path: Path): boolean {
  const first = firstStep(path);
  return first === "depends_on" || (first === "lifecycle" && /\breplace_triggered_by\b/.test(pathText(path)));
}
