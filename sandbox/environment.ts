import { join } from "node:path";
import { SandboxError } from "./sandbox-error";
import { isAlicloud, PROVIDER_SOURCES } from "./terraform/addresses";

/** Terraform's name of the workspace that sandbox runs use, in every backend that knows workspaces. */
export const SANDBOX_WORKSPACE = "ramparts-sandbox";

/**
 * Where Terraform keeps backend configuration and plugins of sandbox runs: beside those of real runs, so that going
 * from one to the other neither asks for a migration of state nor makes one.
 */
export const SANDBOX_DATA_DIRECTORY = join(".terraform", "ramparts-sandbox");

/** Prefixes of the variables from which Alibaba Cloud's tools and SDKs take credentials and endpoints. */
const CREDENTIAL_VARIABLES = /^(ALICLOUD|ALIBABA_CLOUD|ALIBABACLOUD|ALIYUN|OSS)_/;

export interface SandboxPlace {
  /** The sandbox's directory, absolute. */
  readonly directory: string;
  /** Path of the provider's socket. */
  readonly socket: string;
}

/** The environment of a command that is to see the sandbox, and no real account, behind the provider. */
export function sandboxEnvironment(parent: NodeJS.ProcessEnv, place: SandboxPlace): NodeJS.ProcessEnv {
  const kept = Object.entries(parent).filter(([name]) => !CREDENTIAL_VARIABLES.test(name));
  const nowhere = join(place.directory, "no-credentials-in-the-sandbox");
  return {
    ...Object.fromEntries(kept),
    ALICLOUD_SHARED_CREDENTIALS_FILE: nowhere,
    ALIBABA_CLOUD_CREDENTIALS_FILE: nowhere,
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    RAMPARTS_SANDBOX: place.directory,
    TF_REATTACH_PROVIDERS: reattach(parent["TF_REATTACH_PROVIDERS"], place.socket),
    TF_WORKSPACE: SANDBOX_WORKSPACE,
    TF_DATA_DIR: SANDBOX_DATA_DIRECTORY,
    // Both CLIs ask for newer versions of themselves, which takes long where the network drops packets.
    CHECKPOINT_DISABLE: "1",
    // Else cdktf sets a plugin cache, with which Terraform insists on a lock file.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    // Without a terminal, cdktf draws its progress as for one unless this is set; with one, it needs to ask there.
    ...(process.stdin.isTTY && process.stdout.isTTY ? {} : { CI: parent["CI"] ?? "true" }),
  };
}

/**
 * Terraform's list of providers that run already: what the parent has in it, but the sandbox for every provider of its
 * name. A list can name one provider in several spellings, of which Terraform takes any.
 */
function reattach(existing: string | undefined, socket: string): string {
  const provider = {
    Protocol: "grpc",
    ProtocolVersion: 5,
    Pid: process.pid,
    // Terraform would otherwise stop this process at the end of every command.
    Test: true,
    Addr: { Network: "unix", String: socket },
  };
  const others = Object.entries(parseReattach(existing)).filter(([source]) => !isAlicloud(source));
  return JSON.stringify({
    ...Object.fromEntries(others),
    ...Object.fromEntries(PROVIDER_SOURCES.map((source) => [source, provider])),
  });
}

function parseReattach(text: string | undefined): object {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below.
  }
  throw new SandboxError("TF_REATTACH_PROVIDERS is set, but is not a JSON object. Unset it, or correct it.");
}
