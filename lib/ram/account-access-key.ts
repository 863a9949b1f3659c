import { Fn, TerraformStack, type TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { AccessKeyPair, accessKeyMetadata, KEEP_ON_NEW_PGP_KEY, type AccessKeyPairProps } from "./access-key-pair";
import type { AccessKeyScenario } from "./access-key-scenario";
import { validAcknowledgement, type Acknowledgement } from "../guard/acknowledgement";
import { callerIdentityOf } from "./caller-identity";
import { checkOneOf, checkProps, checkText, pathOf } from "../checks/values";

/** The sentence that the console asks a person to accept. */
export const ROOT_KEY_STATEMENT = "I am aware of the security risks of using a main account AccessKey";

/** The acceptance of an AccessKey that nothing can restrict. */
export interface RootKeyAcknowledgement extends Acknowledgement {
  readonly statement: typeof ROOT_KEY_STATEMENT;
  /** Who answers for the key: a person or team that can be reached. */
  readonly owner: string;
}

export interface AccountAccessKeyProps extends AccessKeyPairProps {
  readonly acknowledgement: RootKeyAcknowledgement;
  /**
   * Where it is used.
   * @default - no scenario is named
   */
  readonly scenario?: AccessKeyScenario;
  /**
   * The provider configuration of the account.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/**
 * An AccessKey pair of the Alibaba Cloud account itself ("root key"): full permissions, which nothing can reduce.
 *
 * It belongs in a stack of its own, which only the account itself can apply: a run by anyone else would make the key
 * for whoever runs it, so the plan fails.
 */
export class AccountAccessKey extends AccessKeyPair {
  /** @throws RampartsError when a value cannot work or the acknowledgement is not complete. */
  public constructor(scope: Construct, id: string, props: AccountAccessKeyProps) {
    const path = pathOf(scope, id);
    checkProps(props, path);
    const root = rootAcknowledgement(props.acknowledgement, path);
    const metadata = accessKeyMetadata(id, props, path);
    super(scope, id, props, { names: [id], provider: props.provider, metadata: { ...metadata, root } });
    const { arn } = callerIdentityOf(TerraformStack.of(this), props.provider);
    this.ownLifecycle = {
      ...KEEP_ON_NEW_PGP_KEY,
      precondition: [
        {
          condition: Fn.endswith(arn, ":root"),
          errorMessage: `This AccessKey would belong to ${arn}, because Terraform runs as it, and not to the Alibaba Cloud account itself. Run this stack with credentials of the account, or declare the key for a RAM user with User.addAccessKey.`,
        },
      ],
    };
  }
}

function rootAcknowledgement(value: unknown, path: string): RootKeyAcknowledgement {
  const subject = "acknowledgement of an AccessKey of the account itself";
  const accepted = validAcknowledgement(subject, value, path);
  const { statement } = value as Partial<Record<keyof RootKeyAcknowledgement, unknown>>;
  checkOneOf(`statement of the ${subject}`, statement, [ROOT_KEY_STATEMENT], "write the sentence as it stands", path);
  const { owner } = accepted;
  checkText(`owner of the ${subject}`, owner, "name who answers for the key", path);
  return { ...accepted, owner, statement: ROOT_KEY_STATEMENT };
}
