import { App, TerraformStack, Testing } from "cdktf";
import { SecretCustody } from "../../lib/custody/secret-custody";
import type { AccessKeyOptions } from "../../lib/ram/access-key-pair";
import { AccessKeyScenario } from "../../lib/ram/access-key-scenario";
import { RampartsError } from "../../lib/checks/ramparts-error";
import { AlicloudProvider } from "../../provider-alicloud/lib/provider";

/** What one stack renders, as far as these tests look at it. `Testing.synth` would leave the comments out. */
export interface Rendered {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly data: Rendered["resource"];
  readonly output: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly import?: readonly { readonly to: string; readonly id: string }[];
}

export function stackOf(app: App = Testing.app(), name = "credentials"): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  return stack;
}

export function render(stack: TerraformStack): Rendered {
  stack.prepareStack();
  return JSON.parse(JSON.stringify(stack.toTerraform())) as Rendered;
}

/** `"//".ramparts` of an element. */
export function metadataOf(element: Readonly<Record<string, unknown>> | undefined): unknown {
  return (element?.["//"] as { ramparts?: unknown } | undefined)?.ramparts;
}

export async function pgpKeys(): Promise<{ publicKey: string; privateKey: string }> {
  const { generateKey } = await import("openpgp");
  const userIDs = [{ name: "Team", email: "team@example.com" }];
  return generateKey({ type: "ecc", curve: "nistP256", userIDs, format: "armored" });
}

/** A key that leaves its secret in the state: what is not about custody needs no PGP key. */
export function stateKey(): AccessKeyOptions {
  return {
    scenario: AccessKeyScenario.OTHER,
    necessity: "the test needs a key",
    custody: SecretCustody.state({ reason: "a test", until: "2027-01-31" }),
  };
}

/** The error that a call is refused with. */
export function refusal(call: () => unknown): RampartsError {
  try {
    call();
  } catch (error) {
    if (error instanceof RampartsError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

/** A value as a JavaScript caller gives it, whom no compiler stops. */
export function untyped<T>(value: unknown): T {
  return value as T;
}
