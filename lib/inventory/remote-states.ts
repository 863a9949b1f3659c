import { normalize, resolve } from "node:path";
import type { Backend, Block } from "./blocks";
import { isObject, member } from "./json";
import type { Scope } from "./scope";
import { isTemplate } from "./tokens";

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

/** Finds the configuration whose state a `terraform_remote_state` reads: by its backend, since names prove nothing. */
export class RemoteStates {
  private byLocation: Map<string, Scope[]> | null = null;
  private readonly found = new Map<Block, Scope | string>();

  constructor(private readonly scopes: readonly Scope[]) {}

  /** The configuration, or why it is not known: the end of "… is not known, because". */
  producerOf(consumer: Scope, remoteState: Block): Scope | string {
    let producer = this.found.get(remoteState);
    if (producer === undefined) {
      producer = this.find(consumer, remoteState);
      this.found.set(remoteState, producer);
    }
    return producer;
  }

  private find(consumer: Scope, { site, body }: Block): Scope | string {
    const workspace = member(body, "workspace") ?? "default";
    if (workspace !== "default" && workspace !== "${terraform.workspace}") {
      return `${site.address} reads another workspace`;
    }
    const type = member(body, "backend");
    const configuration = member(body, "config") ?? {};
    const location =
      typeof type === "string" && isObject(configuration) ? locationOf(consumer, { type, body: configuration }) : null;
    if (location === null) return `${site.address} does not say literally which state it reads`;
    this.byLocation ??= this.indexByLocation();
    const [producer, other] = this.byLocation.get(location) ?? [];
    if (producer === undefined)
      return `${site.address} reads the state of a configuration that is not among those read`;
    return other === undefined ? producer : `several configurations have the backend that ${site.address} reads`;
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
    const value = typeof given === "string" ? given : workspaceOf(given);
    if (value === null || isTemplate(value)) return null;
    values.push(type === "local" && name === "path" ? absolute(scope, value) : value);
  }
  return values.join("\n");
}

/** The `workspaces` block of a remote backend, which may be spelled as an array. */
function workspaceOf(value: unknown): string | null {
  const body: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const name = member(body, "name");
  return typeof name === "string" ? name : null;
}

/** A path of a local backend: relative to where Terraform runs, as far as that is known. */
function absolute(scope: Scope, path: string): string {
  return scope.stack.directory === undefined ? normalize(path) : resolve(scope.stack.directory, path);
}
