import { InputError } from "../files/input-error";
import type { Block } from "../configuration/blocks";
import { isObject, member, objectsIn, stringMember } from "../json/json";
import { createScopes, type ConfigurationStack, type Scope } from "../configuration/scope";
import { isTemplate } from "../language/template-text";
import { SETTINGS_FILE } from "../rules/settings";
import type { AllowedPrograms } from "../rules/settings";

/** The registry that Terraform takes where a source names none, and the namespace where it is a type alone. */
const REGISTRY = "registry.terraform.io";
const NAMESPACE = "hashicorp";
/** Part of Terraform itself: no program of anybody else. */
const BUILT_IN = "terraform.io/builtin/terraform";
/** Kept where Terraform runs. */
const LOCAL = "local";

/** Something that Terraform would run, or read with credentials. */
interface Use {
  readonly kind: keyof AllowedPrograms;
  readonly value: string;
  readonly where: string;
}

/**
 * A plan runs what the configuration names: its providers with the credentials of whoever plans, the modules that it
 * fetches, the backends that it reads. Data sources that start programs or ask servers are those of providers.
 *
 * @throws InputError for the first that is not on the list, before anything runs
 */
export function refuseOtherPrograms(stacks: readonly ConfigurationStack[], allowed: AllowedPrograms): void {
  const providers = new Set(allowed.providers.map(fullSource));
  const isAllowed = ({ kind, value }: Use): boolean => {
    if (kind === "providers") return value === BUILT_IN || providers.has(value);
    if (kind === "backends") return value === LOCAL || allowed.backends.includes(value);
    return allowed.modules.some((beginning) => value.startsWith(beginning));
  };
  for (const scope of createScopes(stacks)) {
    for (const use of usesOf(scope)) if (!isAllowed(use)) throw refusal(use, scope, allowed);
  }
}

function refusal({ kind, value, where }: Use, { stack }: Scope, allowed: AllowedPrograms): InputError {
  const known = allowed[kind].length === 0 ? "none" : allowed[kind].map((each) => JSON.stringify(each)).join(", ");
  return new InputError(
    `${where} in the stack ${JSON.stringify(stack.name)}: ${JSON.stringify(value)} is not among the ${kind} that a ` +
      `review may have Terraform run; allowed: ${known}. Nothing was run. If it may, add it to terraform.${kind} in ` +
      `${SETTINGS_FILE}, in a change of its own.`,
  );
}

function* usesOf(scope: Scope): Iterable<Use> {
  yield* providersOf(scope);
  yield* backendsOf(scope);
  for (const { kind, site, body, labels } of scope.blocks.all) {
    if (kind !== "module" || scope.modules.has(labels[0] ?? "")) continue;
    yield { kind: "modules", value: literalText(body["source"]), where: `${site.address}.source` };
  }
}

/** All that are required, since Terraform starts or installs each, and those that a block needs without saying so. */
function* providersOf({ blocks, prefix }: Scope): Iterable<Use> {
  const required = new Map<string, string>();
  for (const settings of blocks.settings) {
    for (const providers of objectsIn(member(settings, "required_providers"))) {
      for (const name of Object.keys(providers)) {
        if (name === "//") continue;
        const given = isObject(providers[name]) ? providers[name]["source"] : undefined;
        const value = fullSource(given === undefined ? name : literalText(given));
        required.set(name, value);
        yield { kind: "providers", value, where: `${prefix}terraform.required_providers.${name}` };
      }
    }
  }
  for (const block of [...blocks.all, ...blocks.merged]) {
    for (const name of namesIn(block)) {
      if (required.has(name) || name === "terraform") continue;
      yield { kind: "providers", value: fullSource(name), where: block.site.address };
    }
  }
}

/** The local names of the providers that a block needs. */
function namesIn({ kind, labels, body }: Block): string[] {
  const [label = ""] = labels;
  if (kind === "provider") return [label];
  if (kind !== "resource" && kind !== "data" && kind !== "ephemeral") return [];
  const said = stringMember(body, "provider");
  return [
    label.split("_", 1)[0] ?? "",
    ...(said === null ? [] : [said.replace(/^\$\{\s*/, "").split(".", 1)[0] ?? ""]),
  ];
}

/** Every backend that stands there, whichever Terraform takes, and those of other states that are read. */
function* backendsOf({ blocks, prefix }: Scope): Iterable<Use> {
  for (const settings of blocks.settings) {
    for (const backends of objectsIn(member(settings, "backend"))) {
      for (const value of Object.keys(backends)) {
        if (value !== "//") yield { kind: "backends", value, where: `${prefix}terraform.backend` };
      }
    }
    if (objectsIn(member(settings, "cloud")).length > 0) {
      yield { kind: "backends", value: "cloud", where: `${prefix}terraform.cloud` };
    }
  }
  for (const { kind, labels, site, body } of [...blocks.all, ...blocks.merged]) {
    if (kind !== "data" || labels[0] !== "terraform_remote_state") continue;
    yield { kind: "backends", value: literalText(body["backend"]), where: `${site.address}.backend` };
  }
}

/** What is no literal text may be anything, and so is on no list. */
function literalText(value: unknown): string {
  return typeof value === "string" && !isTemplate(value) ? value : "an expression";
}

/** `registry.terraform.io/aliyun/alicloud` of `aliyun/alicloud`. */
function fullSource(source: string): string {
  const parts = source.toLowerCase().split("/");
  if (parts.length === 1) parts.unshift(NAMESPACE);
  if (parts.length === 2) parts.unshift(REGISTRY);
  return parts.join("/");
}
