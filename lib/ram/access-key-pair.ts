import { TerraformOutput, Token, type TerraformProvider, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { SecretCustody } from "../custody/secret-custody";
import type { AccessKeyMetadata } from "../configuration/metadata";
import { AccessKeyScenario } from "./access-key-scenario";
import { checkOneOf, checkText, kindOf } from "../checks/values";
import type { Consumer } from "./consumer";
import { RampartsError } from "../checks/ramparts-error";
import { RamResource } from "./ram-resource";
import { Verbatim } from "./verbatim";

/** What the service calls the two states of a key. */
export type AccessKeyStatus = "Active" | "Inactive";

/** What has to be said about any AccessKey pair. */
export interface AccessKeyPairProps {
  /** Why it has to be an AccessKey and nothing better would do, in a sentence. */
  readonly necessity: string;
  /** Where the secret goes. */
  readonly custody: SecretCustody;
  /**
   * Who uses the key.
   * @default - nobody is named
   */
  readonly consumers?: readonly Consumer[];
  /**
   * Pins the status. A pinned `Active` re-activates, with the next apply, a key that was disabled because it leaked.
   * @default - the service decides: a new key is Active, and a key that was disabled outside stays disabled
   */
  readonly status?: AccessKeyStatus;
}

/** What has to be said about an AccessKey pair of a RAM user. */
export interface AccessKeyOptions extends AccessKeyPairProps {
  /** Where it is used. */
  readonly scenario: AccessKeyScenario;
}

/** What an AccessKey of either kind gives to its base. */
export interface AccessKeyPairConfig {
  readonly names: readonly string[];
  readonly formerNames?: readonly string[] | undefined;
  readonly provider: TerraformProvider | undefined;
  readonly lifecycle?: TerraformResourceLifecycle;
  readonly metadata: AccessKeyMetadata;
}

/** Editing a team's PGP key must not replace live AccessKeys; the next replacement takes the new one. */
export const KEEP_ON_NEW_PGP_KEY: TerraformResourceLifecycle = { ignoreChanges: ["pgp_key"] };

/** An AccessKey pair, of a RAM user or of the account itself. */
export abstract class AccessKeyPair extends RamResource {
  /** The key's own name among those of its owner. */
  public readonly name: string;
  public readonly custody: SecretCustody;

  private readonly status: AccessKeyStatus | undefined;

  protected constructor(scope: Construct, id: string, props: AccessKeyPairProps, config: AccessKeyPairConfig) {
    super(scope, id, {
      lifecycle: KEEP_ON_NEW_PGP_KEY,
      ...config,
      type: "alicloud_ram_access_key",
      metadata: { accessKey: config.metadata },
    });
    this.name = config.metadata.name;
    this.custody = props.custody;
    this.status = props.status;
  }

  /** The AccessKey id, known after apply. It is no secret, but it names the key to whoever reads it. */
  public get accessKeyId(): string {
    return this.getStringAttribute("id");
  }

  /**
   * The secret, encrypted for the holder of the PGP key, in base64; known after apply.
   *
   * @throws RampartsError when the custody is not `SecretCustody.pgp`.
   */
  public get encryptedSecret(): string {
    if (this.custody.metadata.kind !== "pgp") {
      throw new RampartsError({
        problem: "there is no encrypted secret: the custody of this AccessKey leaves it in clear in the state",
        allowed: "the encrypted secret of a key with SecretCustody.pgp(…)",
        fix: "give the key a PGP custody, or read the secret with unsafeClearSecret()",
        path: this.node.path,
      });
    }
    return this.getStringAttribute("encrypted_secret");
  }

  /** The fingerprint of the PGP key to which the secret was encrypted; known after apply, empty without one. */
  public get keyFingerprint(): string {
    return this.getStringAttribute("key_fingerprint");
  }

  /**
   * Makes two outputs of the stack, `<address name>_access_key_id` and `<address name>_encrypted_secret`, from which
   * the holder of the PGP key takes the pair. Calling it again changes nothing.
   *
   * @throws RampartsError when the custody is not `SecretCustody.pgp`.
   */
  public outputEncryptedSecret(): void {
    const { encryptedSecret } = this;
    this.output("access_key_id", this.accessKeyId);
    this.output("encrypted_secret", encryptedSecret);
  }

  /**
   * The secret in clear; known after apply. Whatever it is written into holds the secret in clear, too.
   *
   * @throws RampartsError when the secret is encrypted, so that no clear one exists.
   */
  public unsafeClearSecret(): string {
    if (this.custody.metadata.kind !== "state") {
      throw new RampartsError({
        problem: "there is no clear secret: this AccessKey encrypts it for the holder of a PGP key",
        allowed: "the clear secret of a key with SecretCustody.state(…)",
        fix: "hand over encryptedSecret, or accept a clear secret in the state with SecretCustody.state(…)",
        path: this.node.path,
      });
    }
    return this.getStringAttribute("secret");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { pgpKey } = this.custody;
    return { pgp_key: Token.isUnresolved(pgpKey) ? pgpKey : new Verbatim(pgpKey), status: this.status };
  }

  private output(suffix: string, value: string): void {
    if (this.node.tryFindChild(suffix)) return;
    const output = new TerraformOutput(this, suffix, { value });
    output.overrideLogicalId(`${this.friendlyUniqueId}_${suffix}`);
  }
}

/** Checks what is said about a key and returns it as it is written to the JSON. */
export function accessKeyMetadata(
  name: string,
  props: AccessKeyPairProps & { readonly scenario?: AccessKeyScenario },
  path: string,
): AccessKeyMetadata {
  const { necessity, custody, consumers = [], scenario, status } = props;
  if (scenario !== undefined) {
    const fix = "take one of AccessKeyScenario";
    checkOneOf("scenario of the AccessKey", scenario, Object.values(AccessKeyScenario), fix, path);
  }
  checkText("necessity of the AccessKey", necessity, "say in a sentence why nothing better would do", path);
  if (!SecretCustody.isSecretCustody(custody)) {
    throw new RampartsError({
      problem: `custody of the AccessKey is ${kindOf(custody)}`,
      allowed: "SecretCustody.pgp(publicKey), or SecretCustody.state(acknowledgement)",
      fix: "say where the secret goes: it is given out once",
      path,
    });
  }
  if (status !== undefined) {
    const fix = "leave it out, unless the key is to be disabled";
    checkOneOf("status of the AccessKey", status, ["Active", "Inactive"], fix, path);
  }
  checkConsumers(consumers, path);
  return {
    name,
    ...(scenario !== undefined && { scenario }),
    necessity,
    custody: custody.metadata,
    ...(consumers.length > 0 && { consumers: [...consumers] }),
  };
}

function checkConsumers(consumers: unknown, path: string): void {
  const isConsumer = (value: unknown) =>
    typeof value === "object" && value !== null && "service" in value && "name" in value && "owner" in value;
  if (Array.isArray(consumers) && consumers.every(isConsumer)) return;
  throw new RampartsError({
    problem: `consumers of the AccessKey ${Array.isArray(consumers) ? "hold something else" : `is ${kindOf(consumers)}`}`,
    allowed: "a list of consumers",
    fix: 'make each with Consumer.of("service", "name", { owner: "…" })',
    path,
  });
}
