import { createAccessKey, deleteAccessKey, listAccessKeys, updateAccessKey } from "./access-keys";
import { attachPolicyToUser, detachPolicyFromUser, listEntitiesForPolicy, listPoliciesForUser } from "./attachments";
import { getCallerIdentity } from "./caller-identity";
import { createPolicy, deletePolicy, getPolicy, listPolicies, updatePolicyDescription } from "./policies";
import {
  createPolicyVersion,
  deletePolicyVersion,
  listPolicyVersions,
  setDefaultPolicyVersion,
} from "./policy-versions";
import { getSecurityPreference, setSecurityPreference } from "./security-preference";
import type { Session } from "./session";
import { listTagResources, tagResources, untagResources } from "./tags";
import { createUser, deleteUser, getUser, listUsers, updateUser } from "./users";

/** Actions that leave the account as it is. */
const READING = {
  GetUser: getUser,
  ListUsers: listUsers,
  ListAccessKeys: listAccessKeys,
  GetPolicy: getPolicy,
  ListPolicies: listPolicies,
  ListPolicyVersions: listPolicyVersions,
  ListPoliciesForUser: listPoliciesForUser,
  ListEntitiesForPolicy: listEntitiesForPolicy,
  ListTagResources: listTagResources,
  GetSecurityPreference: getSecurityPreference,
  GetCallerIdentity: getCallerIdentity,
};

/** Actions after which the account has to be saved. */
const CHANGING = {
  CreateUser: createUser,
  UpdateUser: updateUser,
  DeleteUser: deleteUser,
  CreateAccessKey: createAccessKey,
  UpdateAccessKey: updateAccessKey,
  DeleteAccessKey: deleteAccessKey,
  CreatePolicy: createPolicy,
  UpdatePolicyDescription: updatePolicyDescription,
  DeletePolicy: deletePolicy,
  CreatePolicyVersion: createPolicyVersion,
  SetDefaultPolicyVersion: setDefaultPolicyVersion,
  DeletePolicyVersion: deletePolicyVersion,
  AttachPolicyToUser: attachPolicyToUser,
  DetachPolicyFromUser: detachPolicyFromUser,
  TagResources: tagResources,
  UntagResources: untagResources,
  SetSecurityPreference: setSecurityPreference,
};

/**
 * Every action of the account under its OpenAPI name, with the API's parameter names and answers (without `RequestId`).
 * All are of RAM 2015-05-01 but the security preference (IMS 2019-08-15) and GetCallerIdentity (STS 2015-04-01).
 */
export const ACTIONS = { ...READING, ...CHANGING };

export type ActionName = keyof typeof ACTIONS;
type ActionFunction<Name extends ActionName> = (typeof ACTIONS)[Name];
/** An action without parameters takes an empty object. */
export type ParametersOf<Name extends ActionName> =
  Parameters<ActionFunction<Name>> extends [Session, infer Given] ? Given : Record<never, never>;
export type AnswerOf<Name extends ActionName> = ReturnType<ActionFunction<Name>>;

export function isChanging(name: ActionName): boolean {
  return name in CHANGING;
}
