import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { UserMetadata } from "../configuration/metadata";
import { DISPLAY_NAME, USER_COMMENTS, USER_NAME } from "../limits/names";
import type { AccessKey } from "./access-key";
import type { AccessKeyOptions } from "./access-key-pair";
import { checkCount, checkFlag, checkGiven, checkLimit, checkProps, checkText, pathOf } from "../checks/values";
import { ImportedUser, type ImportedUserOptions } from "./imported-user";
import type { DeclaredUser, IUser } from "./iuser";
import type { IPolicy } from "./policy-type";
import { RampartsError } from "../checks/ramparts-error";
import { RamResource, type TerraformFragment } from "./ram-resource";
import { addAccessKey, attachPolicy } from "./user-relations";

export interface UserProps {
  /** 1 to 64 characters: letters, digits, "." "-" and "_". */
  readonly userName: string;
  /**
   * Shown in the console, 1 to 128 characters.
   * @default - RAM shows the user name
   */
  readonly displayName?: string;
  /**
   * What the user is for, up to 128 bytes.
   * @default - RAM keeps no comment
   */
  readonly comments?: string;
  /**
   * Mobile number, as in "86-18600008888"; only on the China site.
   * @default - RAM keeps none
   */
  readonly mobile?: string;
  /**
   * Mail address; only on the China site.
   * @default - RAM keeps none
   */
  readonly email?: string;
  /**
   * Lets `destroy` take everything with the user, AccessKeys that were made elsewhere included.
   * @default - RAM refuses to delete a user that still has something
   */
  readonly force?: boolean;
  /**
   * Adopts a RAM user that exists: the id as the console shows it (or, for a user of an old provider, its name). The
   * first apply imports it and then sets it to what the code says.
   * @default - the user is created
   */
  readonly importId?: string;
  /**
   * The name that the user had in the code before: RAM renames it in place instead of deleting it. Its AccessKeys and
   * attachments move with it, but RAM knows them by user name, so Terraform still replaces each of them, in order.
   * @default - another name is another user
   */
  readonly formerlyNamed?: string;
  /**
   * How many AccessKeys the user has that Terraform does not manage.
   * @default - none for a user that is created, not known for one that is adopted
   */
  readonly existingAccessKeys?: number;
  /**
   * The provider configuration of the user's account; the user's keys and attachments follow it.
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider;
}

const CREATED: UserMetadata = { origin: "created" };

/** A RAM user that Terraform manages. */
export class User extends RamResource implements IUser {
  /** Refers to a RAM user that Terraform does not manage. The name is taken as it is. */
  public static fromUserName(scope: Construct, id: string, name: string, options?: ImportedUserOptions): IUser {
    return new ImportedUser(scope, id, name, options);
  }

  public readonly declared: DeclaredUser;

  private readonly attributes: Record<string, unknown>;
  private readonly importId: string | undefined;
  private reference: string | undefined;

  /** @throws RampartsError when RAM would refuse a value, or when the stack has a user of this name. */
  public constructor(scope: Construct, id: string, props: UserProps) {
    checkProps(props, pathOf(scope, id));
    checkUser(props, pathOf(scope, id));
    const { userName, formerlyNamed, provider, existingAccessKeys } = props;
    const origin: UserMetadata["origin"] = props.importId === undefined ? "created" : "adopted";
    const known = existingAccessKeys === undefined ? undefined : { existingAccessKeys };
    super(scope, id, {
      type: "alicloud_ram_user",
      names: [userName],
      formerNames: formerlyNamed === undefined ? undefined : [formerlyNamed],
      provider,
      metadata: { user: origin === "created" && !known ? CREATED : { origin, ...known } },
    });
    this.declared = {
      name: userName,
      origin,
      ...known,
      ...(formerlyNamed !== undefined && { formerName: formerlyNamed }),
      ...(provider && { provider }),
    };
    this.attributes = {
      name: userName,
      display_name: props.displayName,
      comments: props.comments,
      mobile: props.mobile,
      email: props.email,
      force: props.force,
    };
    this.importId = props.importId;
  }

  /** The name as a reference: what uses it is applied after the user. */
  public get userName(): string {
    return (this.reference ??= this.getStringAttribute("name"));
  }

  /** Grants what the policy allows. */
  public attachPolicy(policy: IPolicy): void {
    attachPolicy(this, policy);
  }

  /** Gives the user an AccessKey pair; `name` tells it from the user's other one. */
  public addAccessKey(name: string, options: AccessKeyOptions): AccessKey {
    return addAccessKey(this, name, options);
  }

  public override toTerraform(): TerraformFragment {
    const fragment = super.toTerraform();
    if (this.importId !== undefined) {
      fragment.import = [{ to: `${this.terraformResourceType}.${this.friendlyUniqueId}`, id: this.importId }];
    }
    return fragment;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }
}

function checkUser(props: UserProps, path: string): void {
  const { userName, displayName, comments, importId, formerlyNamed, existingAccessKeys } = props;
  if (importId === undefined) {
    checkLimit(USER_NAME, userName, "choose another name; an existing user is adopted with importId", path);
    if (displayName !== undefined) checkLimit(DISPLAY_NAME, displayName, "shorten it, or leave it out", path);
  } else {
    checkGiven(
      "importId",
      importId,
      "give the user id as the console shows it, or leave it out to create a user",
      path,
    );
    checkGiven("name of a RAM user", userName, "give the name that the user has, or is to get", path);
  }
  if (comments !== undefined) checkLimit(USER_COMMENTS, comments, "shorten the comment", path);
  for (const [subject, value] of Object.entries({ mobile: props.mobile, email: props.email })) {
    if (value !== undefined) checkGiven(subject, value, "give it as text, or leave it out", path);
  }
  if (props.force !== undefined) checkFlag("force", props.force, "give true or false, or leave it out", path);
  if (formerlyNamed !== undefined) {
    checkText("formerlyNamed", formerlyNamed, "give the name that the user had in the code, or leave it out", path);
    if (formerlyNamed === userName) {
      throw new RampartsError({
        problem: `formerlyNamed is "${formerlyNamed}", which is also the userName`,
        allowed: "a name that the user had before",
        fix: "give the new name as userName, or leave formerlyNamed out",
        path,
      });
    }
  }
  if (existingAccessKeys !== undefined) {
    const fix = "give the number of keys that Terraform does not manage";
    checkCount("existingAccessKeys", existingAccessKeys, fix, path);
  }
}
