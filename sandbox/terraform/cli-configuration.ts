import { PROVIDER_SOURCES, isAlicloud } from "./addresses";
import type { Body } from "./hcl1";
import { impliedMirrors, ownConfiguration, providersIn } from "./own-configuration";

/** Where Terraform's own words for a provider that it may not install lead: it prints the places where it looked. */
export const REASON =
  "the ramparts sandbox serves aliyun-alicloud of registry.terraform.io and registry.opentofu.org and installs no other " +
  "provider of that name, nor any of a registry that your CLI configuration does not name";

export interface CliConfiguration {
  /** As Terraform reads it; it holds no token. */
  readonly text: string;
  /** The tokens for registries, in the variables from which Terraform takes them too. */
  readonly tokens: NodeJS.ProcessEnv;
}

/**
 * The CLI configuration of a command in the sandbox: that of whoever runs it, but for every installation of the real
 * provider. Terraform knows no pattern for a type on any host, so hosts that were not named are left out altogether.
 *
 * @param reason an empty directory that is named by `REASON`
 */
export function cliConfiguration(environment: NodeJS.ProcessEnv, reason: string): CliConfiguration {
  const own = ownConfiguration(environment);
  const blocks = (name: string): Body[] => own.flatMap((body) => bodies(body[name]));
  const methods = methodsOf(blocks("provider_installation"), environment);
  const credentials = blocks("credentials").flatMap((body) => Object.entries(body));
  const named = [
    ...PROVIDER_SOURCES,
    ...[...blocks("host"), ...blocks("credentials")].flatMap((body) => Object.keys(body).map((host) => `${host}/*/*`)),
    ...methods.flatMap(({ body }) => [...texts(body["include"]), ...mirrored(body)]),
  ];
  const hosts = [...new Set(named.map(hostOf))].filter((host) => host !== undefined && host !== "*");
  const exclude = [
    ...hosts.flatMap((host) => ["aliyun", "hashicorp"].map((namespace) => `${host}/${namespace}/alicloud`)),
    ...methods.flatMap(({ body }) => mirrored(body)).filter(isAlicloud),
  ];
  const include = hosts.map((host) => `${host}/*/*`);
  const installation: Record<string, Body[]> = { filesystem_mirror: [{ path: reason }] };
  for (const { name, body } of methods) {
    const wanted = texts(body["include"]).filter((pattern) => hostOf(pattern) !== "*");
    (installation[name] ??= []).push({
      ...body,
      include: wanted.length > 0 ? wanted : include,
      exclude: [...new Set([...texts(body["exclude"]), ...exclude])],
    });
  }
  const developed = blocks("provider_installation").flatMap((body) => bodies(body["dev_overrides"]));
  const overrides = developed.flatMap((body) => Object.entries(body)).filter(([address]) => !isAlicloud(address));
  const kept = own.flatMap((body) => Object.entries(body)).filter(([name]) => !TAKEN_OUT.includes(name));
  return {
    text: JSON.stringify({
      ...Object.fromEntries(kept),
      provider_installation: [
        { ...(overrides.length > 0 && { dev_overrides: Object.fromEntries(overrides) }), ...installation },
      ],
    }),
    tokens: Object.fromEntries(credentials.flatMap(([host, value]) => tokenOf(host, value))),
  };
}

/** Written anew, and given as variables. */
const TAKEN_OUT = ["provider_installation", "credentials"];

interface Method {
  /** `direct`, `filesystem_mirror`, `network_mirror`, … */
  readonly name: string;
  readonly body: Body;
}

function methodsOf(blocks: readonly Body[], environment: NodeJS.ProcessEnv): Method[] {
  const methods = blocks
    .flatMap((body) => Object.entries(body))
    .filter(([name]) => name !== "dev_overrides")
    .flatMap(([name, value]) => bodies(value).map((body) => ({ name, body })));
  if (blocks.length > 0) return methods;
  const mirrors = impliedMirrors(environment);
  return [
    ...mirrors.map((path) => ({ name: "filesystem_mirror", body: { path } })),
    { name: "direct", body: { exclude: mirrors.flatMap(providersIn) } },
  ];
}

function mirrored({ path }: Body): string[] {
  return typeof path === "string" ? providersIn(path) : [];
}

/** The host of an address or pattern; undefined where it is the default one, being left out. */
function hostOf(pattern: string): string | undefined {
  const parts = pattern.split("/");
  return parts.length === 3 ? parts[0] : undefined;
}

function tokenOf(host: string, value: unknown): [string, string][] {
  const token = bodies(value)[0]?.["token"];
  return typeof token === "string" ? [[`TF_TOKEN_${host.replaceAll("-", "__").replaceAll(".", "_")}`, token]] : [];
}

/** A block may stand there once or as a list. */
function bodies(value: unknown): Body[] {
  return [value].flat().filter((body): body is Body => typeof body === "object" && body !== null);
}

function texts(value: unknown): string[] {
  return [value].flat().filter((text): text is string => typeof text === "string");
}
