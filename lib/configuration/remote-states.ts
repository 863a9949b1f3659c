import { normalize, resolve } from "node:path";
import type { Backend, Block } from "./blocks";
import { parseTemplate } from "../language/syntax/parse";
import { isTemplate } from "../language/template-text";
import { traversalOf } from "../language/traversal";
import type { Expression } from "../language/tree";
import { isObject, member } from "../json/json";
import type { Scope } from "./scope";

/** Arguments that tell where a backend keeps the state; with the defaults that Terraform has for them. */
const LOCATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  local: { path: "terraform.tfstate", workspace_dir: "" },
  oss: { bucket: "", prefix: "env:", key: "terraform.tfstate" },
  s3: { bucket: "", key: "", workspace_key_prefix: "env:" },
  cos: { bucket: "", prefix: "", key: "terraform.tfstate" },
  gcs: { bucket: "", prefix: "" },
  azurerm: { storage_account_name: "", container_name: "", key: "" },
  consul: { address: "", path: "" },
  http: { address: "" },
  pg: { conn_str: "", schema_name: "terraform_remote_state" },
  kubernetes: { namespace: "", secret_suffix: "" },
  remote: { hostname: "app.terraform.io", organization: "", workspaces: "" },
};

/** Names of the directory where Terraform runs; `path.module` is that only in the root. */
const PATHS = new Set(["module", "root", "cwd"]);

/** Why it is not known which configuration's state is read. */
export interface UnknownProducer {
  /** The end of "… is not known, because". */
  readonly because: string;
  /** Whether it may be one of those that were read; false when it certainly is another. */
  readonly isAmongRead: boolean;
}

export function isUnknownProducer(producer: Scope | UnknownProducer): producer is UnknownProducer {
  return "because" in producer;
}

/** Finds the configuration whose state a `terraform_remote_state` reads: by its backend, since names prove nothing. */
export class RemoteStates {
  private byLocation: Map<string, Scope[]> | null = null;
  private readonly found = new Map<Block, Scope | UnknownProducer>();

  constructor(readonly scopes: readonly Scope[]) {}

  producerOf(consumer: Scope, remoteState: Block): Scope | UnknownProducer {
    let producer = this.found.get(remoteState);
    if (producer === undefined) {
      producer = this.find(consumer, remoteState);
      this.found.set(remoteState, producer);
    }
    return producer;
  }

  private find(consumer: Scope, { site, body }: Block): Scope | UnknownProducer {
    const workspace = member(body, "workspace") ?? "default";
    if (workspace !== "default" && workspace !== "${terraform.workspace}") {
      return { because: `${site.address} reads another workspace`, isAmongRead: true };
    }
    const type = member(body, "backend");
    const configuration = member(body, "config") ?? {};
    const location =
      typeof type === "string" && isObject(configuration) ? locationOf(consumer, { type, body: configuration }) : null;
    if (location === null) {
      return { because: `${site.address} does not say literally which state it reads`, isAmongRead: true };
    }
    this.byLocation ??= this.indexByLocation();
    const [producer, other] = this.byLocation.get(location) ?? [];
    if (producer === undefined) {
      const because = `${site.address} reads the state of a configuration that is not among those read`;
      return { because, isAmongRead: false };
    }
    if (other === undefined) return producer;
    return { because: `several configurations have the backend that ${site.address} reads`, isAmongRead: true };
  }

  private indexByLocation(): Map<string, Scope[]> {
    const index = new Map<string, Scope[]>();
    for (const scope of this.scopes) {
      const location = locationOf(scope, scope.backend);
      if (location === null) continue;
      const known = index.get(location);
      if (known) known.push(scope);
      else index.set(location, [scope]);
    }
    return index;
  }
}

/** Two backends with one location keep one state; null where an argument is not literal. */
function locationOf(scope: Scope, { type, body }: Backend): string | null {
  const location = Object.hasOwn(LOCATIONS, type) ? LOCATIONS[type] : undefined;
  if (location === undefined) return null;
  const values: string[] = [type];
  for (const [name, otherwise] of Object.entries(location)) {
    const given = member(body, name) ?? otherwise;
    const isPath = type === "local" && name === "path";
    const text = typeof given === "string" ? given : workspaceOf(given);
    const value = isPath && text !== null ? pathIn(scope, text) : text;
    if (value === null || isTemplate(value)) return null;
    values.push(isPath ? absolute(scope, value) : value);
  }
  return values.join("\n");
}

/** The `workspaces` block of a remote backend, which may be spelled as an array. */
function workspaceOf(value: unknown): string | null {
  const body: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const name = member(body, "name");
  return typeof name === "string" ? name : null;
}

/** A path without `${path.root}` and the like, which are the directory where Terraform runs. */
function pathIn(scope: Scope, text: string): string | null {
  const expression = parseTemplate(text);
  const parts = (expression.kind === "template" ? expression.parts : [expression]).map((part) => pathPart(scope, part));
  return parts.every((part) => part !== null) ? parts.join("") : null;
}

function pathPart({ call }: Scope, part: Expression): string | null {
  if (part.kind === "literal") return typeof part.value === "string" ? part.value : null;
  const traversal = traversalOf(part);
  if (traversal?.root !== "path") return null;
  const [step, ...others] = traversal.steps;
  const isDirectory = typeof step === "string" && PATHS.has(step) && (call === null || step !== "module");
  return isDirectory && others.length === 0 ? "." : null;
}

/** A path of a local backend: relative to where Terraform runs, as far as that is known. */
function absolute(scope: Scope, path: string): string {
  return scope.stack.directory === undefined ? normalize(path) : resolve(scope.stack.directory, path);
}
