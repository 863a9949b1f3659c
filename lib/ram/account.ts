import { TerraformStack, Token, type TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { AccountMetadata } from "../configuration/metadata";
import { ACCOUNT_ID } from "../limits/names";
import { DEFAULT_QUOTAS, type Quotas } from "../limits/quotas";
import { validAcknowledgement, type Acknowledgement } from "../guard/acknowledgement";
import { isInTree } from "./addresses";
import { CallerIdentity } from "./caller-identity";
import { checkCount, checkLimit, checkOneOf, checkProps, checkText, kindOf, pathOf } from "../checks/values";
import { RampartsError } from "../checks/ramparts-error";

export interface AccountProps {
  /** The id of the Alibaba Cloud account, in digits. */
  readonly accountId: string;
  /**
   * Quotas of this account that differ from those that every account starts with.
   * @default - the quotas that Alibaba Cloud documents
   */
  readonly quotas?: Partial<Quotas>;
  /**
   * How many AccessKeys of the account itself exist that Terraform does not manage.
   * @default - not known: no statement about the number of root AccessKeys can be certain
   */
  readonly existingAccountAccessKeys?: number;
  /**
   * Accepts that the account itself (root) runs Terraform for this stack.
   * @default - the plan fails when root runs it
   */
  readonly acknowledgeRootDeployment?: Acknowledgement;
  /**
   * The provider configuration that acts on the account.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** Accounts by stack and alias of the provider; "" is the provider without one. */
const accounts = new WeakMap<TerraformStack, Map<string, Account>>();

/**
 * The Alibaba Cloud account whose identities a stack manages. It changes nothing in the account.
 *
 * The plan fails when Terraform runs in another account, or as the account itself: a deployment needs a RAM user or
 * role that can be restricted and revoked. `-target` and `destroy` leave the check out.
 */
export class Account extends CallerIdentity {
  /**
   * The quotas that hold for a provider configuration: the default ones, and what an `Account` before says.
   * @internal
   */
  public static quotasOf(stack: TerraformStack, provider: TerraformProvider | undefined): Quotas {
    return { ...DEFAULT_QUOTAS, ...accounts.get(stack)?.get(provider?.alias ?? "")?.quotas };
  }

  public readonly accountId: string;
  /** The quotas that were given for this account. */
  public readonly quotas: Partial<Quotas>;

  /** @throws RampartsError when a value cannot work, or when the provider configuration already has an Account. */
  public constructor(scope: Construct, id: string, props: AccountProps) {
    const path = pathOf(scope, id);
    checkProps(props, path);
    const metadata = accountMetadata(props, path);
    const stack = TerraformStack.of(scope);
    const alias = props.provider?.alias ?? "";
    const other = accounts.get(stack)?.get(alias);
    if (other && isInTree(other)) {
      throw new RampartsError({
        problem: `the account of ${alias === "" ? "the provider" : `provider "${alias}"`} is declared a second time; ${other.node.path} says account ${other.accountId}`,
        allowed: "one Account for each provider configuration of a stack",
        fix: "remove one of the two, or give the second one the provider configuration that it is about",
        path,
      });
    }
    const { accountId } = props;
    super(scope, id, {
      provider: props.provider,
      metadata: { account: metadata },
      lifecycle: {
        postcondition: [
          {
            condition: `\${self.account_id == "${accountId}"}`,
            errorMessage: `This stack manages identities of account ${accountId}, but Terraform runs as \${self.arn} of account \${self.account_id}. Use credentials of account ${accountId}, or correct the accountId of ${path}.`,
          },
          ...(metadata.rootDeployment ? [] : [notRoot(path)]),
        ],
      },
    });
    this.accountId = accountId;
    this.quotas = { ...props.quotas };
    accounts.set(stack, (accounts.get(stack) ?? new Map<string, Account>()).set(alias, this));
  }
}

function notRoot(path: string): { condition: string; errorMessage: string } {
  return {
    condition: '${!endswith(self.arn, ":root")}',
    errorMessage: `Terraform runs as the Alibaba Cloud account itself (\${self.arn}), whose permissions nobody can restrict. Use the credentials of a RAM user or role with the least privilege for deployments, or accept it with acknowledgeRootDeployment of ${path}.`,
  };
}

function accountMetadata(props: AccountProps, path: string): AccountMetadata {
  const { accountId, quotas = {}, existingAccountAccessKeys, acknowledgeRootDeployment } = props;
  checkText("account id", accountId, "write the id of the account, as the console shows it", path);
  checkLimit(ACCOUNT_ID, accountId, "write the id of the account, as the console shows it", path);
  if (typeof quotas !== "object" || quotas === null || Token.isUnresolved(quotas)) {
    throw new RampartsError({
      problem: `quotas is ${kindOf(quotas)}`,
      allowed: "an object of quotas by name",
      fix: "give the quotas that differ, as in { accessKeysPerUser: 3 }",
      path,
    });
  }
  for (const [name, value] of Object.entries(quotas)) {
    checkOneOf("name of a quota", name, Object.keys(DEFAULT_QUOTAS), "use one of these names", path);
    checkCount(`quota ${name}`, value, "give the number that the account has", path);
  }
  if (existingAccountAccessKeys !== undefined) {
    const fix = "give the number of AccessKeys that the console shows for the account itself";
    checkCount("existingAccountAccessKeys", existingAccountAccessKeys, fix, path);
  }
  return {
    accountId,
    ...(Object.keys(quotas).length > 0 && { quotas: { ...quotas } }),
    ...(existingAccountAccessKeys !== undefined && { existingAccountAccessKeys }),
    ...(acknowledgeRootDeployment !== undefined && {
      rootDeployment: validAcknowledgement("acknowledgement of a deployment by root", acknowledgeRootDeployment, path),
    }),
  };
}
