/**
 * Codes, HTTP statuses and texts of RAM's error answers, typing errors of the service included.
 *
 * Source: the RAM error table in AlibabaCloudDocs/ram (2019), the newest complete one; the codes are those that the
 * Terraform provider of 2026 still matches.
 */
const CATALOGUE = {
  "InvalidParameter.PolicyType": [400, 'The parameter - "PolicyType" is incorrect.'],
  "InvalidParameter.VersionId.Format": [400, 'The format of the parameter - "VersionId" is incorrect.'],
  MalformedPolicyDocument: [400, "The policy document is malformed."],
  "EntityNotExist.User": [404, "The user does not exist."],
  "EntityNotExist.User.AccessKey": [404, "The user access key does not exist."],
  "EntityNotExist.User.Policy": [404, "The indicate policy of the user does not exist."],
  "EntityNotExist.Policy": [404, "The policy does not exist."],
  "EntityNotExist.Policy.Version": [404, "The policy version does not exist."],
  "EntityAlreadyExists.User": [409, "The user does already EXIST."],
  "EntityAlreadyExists.User.Policy": [409, "The user has already been attached this policy."],
  "EntityAlreadyExists.Policy": [409, "The group does already EXIST."],
  "DeleteConflict.User.AccessKey": [409, "The user CAN NOT has any access key while deleting the user."],
  "DeleteConflict.User.Policy": [409, "The user CAN NOT has any attached policy while deleting the user."],
  "DeleteConflict.Policy.User": [409, "The policy CAN NOT been attached to any user while deleting the policy."],
  "DeleteConflict.Policy.Version": [409, "The policy CAN NOT has any version except the default version."],
  "DeleteConflict.Policy.Version.Default": [409, "The default policy version CAN NOT been deleted directly."],
  "LimitExceeded.User": [409, "The count of users beyond the current limits."],
  "LimitExceeded.User.AccessKey": [409, "The access key count of the user access keys beyond the current limits."],
  "LimitExceeded.User.Policy": [409, "The policy count of the user attached policies beyond the current limits."],
  "LimitExceeded.Policy": [409, "The count of policy beyond the current limits."],
  "LimitExceeded.Policy.Version": [409, "The count of policy version beyond the current limits."],
  /** Never by itself, since whoever calls may do everything; an interposition refuses a call in this way. */
  NoPermission: [403, "You are not authorized to do this action."],
  "InvalidAccessKeyId.NotFound": [404, "Specified access key is not found."],
} as const satisfies Record<string, readonly [number, string]>;

export type RamErrorCode = keyof typeof CATALOGUE;

/** An action that the account refused, as the service answers it. */
export class RamError extends Error {
  public override readonly name = "RamError";

  private constructor(
    public readonly code: string,
    /** HTTP status of the answer. */
    public readonly status: number,
    message: string,
    /** The parameter at fault, in the action's own spelling, where one is. */
    public readonly parameter: string | undefined,
    /** The action that was refused; unknown while it still runs. */
    public readonly action?: string,
  ) {
    super(message);
  }

  /** The same answer, given to that action. */
  public to(action: string): RamError {
    return new RamError(this.code, this.status, this.message, this.parameter, action);
  }

  public static of(code: RamErrorCode, parameter?: string, message?: string): RamError {
    const [status, text] = CATALOGUE[code];
    return new RamError(code, status, message ?? text, parameter);
  }

  public static ofLength(parameter: string): RamError {
    const message = `The parameter - "${parameter}" beyond the length limit.`;
    return new RamError(`InvalidParameter.${parameter}.Length`, 400, message, parameter);
  }

  public static ofCharacters(parameter: string): RamError {
    const message = `The parameter - "${parameter}" contains invalid chars.`;
    return new RamError(`InvalidParameter.${parameter}.InvalidChars`, 400, message, parameter);
  }

  public static ofFormat(parameter: string): RamError {
    const message = `The format of the parameter - "${parameter}" is incorrect.`;
    return new RamError(`InvalidParameter.${parameter}.Format`, 400, message, parameter);
  }

  /** A value outside the documented ones, for which no code was published (status, security preference). */
  public static ofValue(parameter: string): RamError {
    const message = `The parameter - "${parameter}" is incorrect.`;
    return new RamError(`InvalidParameter.${parameter}`, 400, message, parameter);
  }
}
