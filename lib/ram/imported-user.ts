import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { attachGuard } from "../guard/attach";
import type { AccessKey } from "./access-key";
import type { AccessKeyOptions } from "./access-key-pair";
import { checkCount, checkGiven, checkProps, pathOf } from "../checks/values";
import type { DeclaredUser, IUser } from "./iuser";
import type { IPolicy } from "./policy-type";
import { checkProvider } from "./provider";
import { addAccessKey, attachPolicy } from "./user-relations";

/** What is known of a RAM user that Terraform does not manage. */
export interface ImportedUserOptions {
  /**
   * How many AccessKeys the user has that Terraform does not manage.
   * @default - not known: whether a further key fits the quota stays undecided
   */
  readonly existingAccessKeys?: number;
  /**
   * The provider configuration of the user's account.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

/** A RAM user that Terraform does not manage; `User.fromUserName` makes it. */
export class ImportedUser extends Construct implements IUser {
  public readonly userName: string;
  public readonly declared: DeclaredUser;

  public constructor(scope: Construct, id: string, userName: string, options: ImportedUserOptions = {}) {
    const path = pathOf(scope, id);
    checkProps(options, path);
    checkProvider(options.provider, scope, path);
    checkGiven("name of an existing RAM user", userName, "give the name as the console shows it", path);
    if (options.existingAccessKeys !== undefined) {
      const fix = "give the number of keys that the console shows for the user";
      checkCount("existingAccessKeys", options.existingAccessKeys, fix, path);
    }
    super(scope, id);
    this.userName = userName;
    this.declared = { ...options, name: userName, origin: "referred" };
    attachGuard(this);
  }

  public attachPolicy(policy: IPolicy): void {
    attachPolicy(this, policy);
  }

  public addAccessKey(name: string, options: AccessKeyOptions): AccessKey {
    return addAccessKey(this, name, options);
  }
}
