import type { Construct } from "constructs";
import { AccessKeyPair, accessKeyMetadata, type AccessKeyOptions } from "./access-key-pair";
import { AccessKeyScenario } from "./access-key-scenario";
import { checkOneOf, checkProps, checkText, kindOf, pathOf } from "../checks/values";
import { providerIn, type IUser } from "./iuser";
import { RampartsError } from "../checks/ramparts-error";

export interface AccessKeyProps extends AccessKeyOptions {
  /** The RAM user that the key belongs to. */
  readonly user: IUser;
  /**
   * The key's own name among those of its user; with the user's name it makes the Terraform address.
   * @default - the construct id
   */
  readonly name?: string;
}

/**
 * An AccessKey pair of a RAM user.
 *
 * The service takes up to two for one user. Its secret goes where the custody says, and nowhere else.
 */
export class AccessKey extends AccessKeyPair {
  public readonly user: IUser;

  /** @throws RampartsError when a value cannot work, or when the user has a key of this name in the stack. */
  public constructor(scope: Construct, id: string, props: AccessKeyProps) {
    const path = pathOf(scope, id);
    checkProps(props, path);
    const { user, name = id } = props;
    checkOwner(user, path);
    checkText("name of an AccessKey", name, 'name what the key is for, as in "dashboards"', path);
    const fix = "take one of AccessKeyScenario";
    checkOneOf("scenario of the AccessKey", props.scenario, Object.values(AccessKeyScenario), fix, path);
    const metadata = accessKeyMetadata(name, props, path);
    const { name: userName, formerName, origin, existingAccessKeys } = user.declared;
    const owner = { origin, ...(existingAccessKeys !== undefined && { existingAccessKeys }) };
    super(scope, id, props, {
      names: [userName, name],
      formerNames: formerName === undefined ? undefined : [formerName, name],
      provider: providerIn(scope, user),
      metadata: origin === "referred" ? { ...metadata, user: owner } : metadata,
    });
    this.user = user;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { user_name: this.user.userName, ...super.synthesizeAttributes() };
  }
}

/** The types say it already; without them a forgotten user would make a key of whoever runs Terraform. */
function checkOwner(user: unknown, path: string): asserts user is IUser {
  if (typeof user === "object" && user !== null && "declared" in user && "userName" in user) return;
  throw new RampartsError({
    problem: `the user of the AccessKey is ${kindOf(user)}`,
    allowed: "a RAM user; without one the key would belong to whoever runs Terraform, the account itself included",
    fix: "give a User, or User.fromUserName(…) for one that Terraform does not manage",
    path,
  });
}
