import { prefixOf } from "../language/parts";
import type { Value } from "../language/value";
import type { Instance, Module } from "../configuration/instance";
import { alicloudNames } from "../configuration/blocks";
import type { PlainConnection } from "./deployment-model";
import { leavesIn, member, objectsIn, pathText } from "../json/json";
import { addAll } from "../text/lists";
import { hostOf, isLoopback } from "../text/loopback";
import { isUnknown, type Unknown } from "../maybe/maybe";
import type { Site } from "../places/site";
import type { Resolver } from "./resolver";
import { isTemplate } from "../language/template-text";

/** Names of arguments that say with whom a provider or backend speaks; a proxy is not whom it speaks with. */
const ADDRESS_NAME = /(?:^|[_.])(?:address|endpoint|host|server|ur[il])s?(?:\.|$)/i;
const PLAIN = /^http:\/\//i;

type Configured = Pick<Instance, "site" | "values">;

/** The providers and backends that speak, or may speak, HTTP without TLS. */
export function readPlainConnections(module: Module, resolver: Resolver): PlainConnection[] {
  const { type, body } = module.backend;
  const address = `terraform.backend.${type}`;
  const site = { stack: module.stack.name, address, path: null, source: null };
  const backend = { site, values: body };
  const connections = addressesIn(backend, resolver);
  if (type === "consul") addAll(connections, consul(backend));
  const alicloud = alicloudNames(module.settings);
  for (const provider of module.providers) {
    addAll(connections, addressesIn(provider, resolver));
    if (alicloud.has(provider.type)) addAll(connections, protocolOf(provider, resolver));
  }
  return connections;
}

/** Every `http://…` in an argument that is an address. */
function addressesIn({ site, values }: Configured, resolver: Resolver): PlainConnection[] {
  const connections: PlainConnection[] = [];
  for (const { leaf, path } of leavesIn(values, null)) {
    if (!PLAIN.test(prefixOf((leaf ?? null) as Value))) continue;
    const attribute = pathText(path);
    if (!ADDRESS_NAME.test(attribute) || /proxy/i.test(attribute) || attribute.startsWith("//")) continue;
    const { value, because } = resolver.resolve(leaf);
    if (because === null) connections.push(plain(site, attribute, hostOf(String(value))));
    else
      connections.push(unsure(site, attribute, { unknown: true, attribute: `${site.address}.${attribute}`, because }));
  }
  return connections;
}

/**
 * `protocol = "HTTP"` of the alicloud provider decides for every endpoint; those have no scheme of their own. It is as
 * good as loopback only when RAM, from which the secrets come, and all the others that are given are there.
 */
function protocolOf(provider: Instance, resolver: Resolver): PlainConnection[] {
  const { site, values } = provider;
  const protocol = resolver.text(provider, "protocol");
  if (isUnknown(protocol)) return [unsure(site, "protocol", protocol)];
  // The provider compares the value as it is written.
  if (protocol !== "HTTP") return [];
  const connections: PlainConnection[] = [];
  for (const endpoints of objectsIn(member(values, "endpoints"))) {
    for (const [service, value] of Object.entries(endpoints)) {
      const attribute = `endpoints.${service}`;
      if (service === "//" || value === null || value === "") continue;
      const { value: text, because } = resolver.resolve(value);
      if (because === null) connections.push(plain(site, attribute, hostOf(String(text))));
      else
        connections.push(
          unsure(site, attribute, { unknown: true, attribute: `${site.address}.${attribute}`, because }),
        );
    }
  }
  const hasRam = connections.some(({ attribute }) => attribute === "endpoints.ram");
  return hasRam ? connections : [...connections, plain(site, "protocol", null)];
}

/** The consul backend speaks HTTP unless told otherwise, to an agent on the machine itself unless told otherwise. */
function consul({ site, values }: Configured): PlainConnection[] {
  const address = member(values, "address");
  const isPlain = (member(values, "scheme") ?? "http") === "http";
  if (!isPlain || typeof address !== "string" || isTemplate(address) || address.includes("://")) return [];
  return [plain(site, "address", hostOf(address))];
}

function plain(site: Site, attribute: string, host: string | null): PlainConnection {
  return { site, attribute, host, isLoopback: host !== null && isLoopback(host), unknown: null };
}

function unsure(site: Site, attribute: string, unknown: Unknown): PlainConnection {
  return { site, attribute, host: null, isLoopback: false, unknown };
}
