import { DESCRIPTION, POLICY_NAME } from "../../lib/limits/names";
import { checkPolicyDocument } from "./policy-document";
import { RamError } from "./ram-error";
import { checkText, page, sameName, type PageAnswer, type PageParameters, type Session } from "./session";
import type { AccountState, PolicyType, StoredPolicy } from "./state";
import { documentOf, SYSTEM_POLICIES } from "./system-policies";

export interface Policy {
  readonly PolicyName: string;
  readonly PolicyType: PolicyType;
  readonly Description: string;
  readonly DefaultVersion: string;
  readonly AttachmentCount: number;
  readonly CreateDate: string;
  readonly UpdateDate: string;
}

export interface DefaultPolicyVersion {
  readonly VersionId: string;
  readonly IsDefaultVersion: boolean;
  readonly PolicyDocument: string;
  readonly CreateDate: string;
}

export interface PolicyParameters {
  readonly PolicyName: string;
  readonly PolicyType: string;
}

export interface CreatePolicyParameters {
  readonly PolicyName: string;
  readonly PolicyDocument: string;
  readonly Description?: string | undefined;
  readonly Tag?: readonly Tag[] | undefined;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export function createPolicy(session: Session, parameters: CreatePolicyParameters): { Policy: Policy } {
  const { state, quotas } = session;
  checkText(POLICY_NAME, "PolicyName", parameters.PolicyName);
  checkPolicyDocument(parameters.PolicyDocument, quotas.policyDocumentCharacters);
  checkDescription("Description", parameters.Description ?? "");
  if (findPolicy(state, parameters.PolicyName)) throw RamError.of("EntityAlreadyExists.Policy", "PolicyName");
  if (state.policies.length >= quotas.policiesPerAccount) throw RamError.of("LimitExceeded.Policy");
  const now = session.now();
  const policy: StoredPolicy = {
    policyName: parameters.PolicyName,
    description: parameters.Description ?? "",
    createDate: now,
    updateDate: now,
    defaultVersion: "v1",
    versions: [{ versionId: "v1", document: parameters.PolicyDocument, createDate: now }],
    nextVersion: 2,
    tags: Object.fromEntries((parameters.Tag ?? []).map((tag) => [tag.Key, tag.Value])),
  };
  state.policies.push(policy);
  return { Policy: answer(state, policy) };
}

export function getPolicy(
  session: Session,
  parameters: PolicyParameters,
): { Policy: Policy; DefaultPolicyVersion: DefaultPolicyVersion } {
  if (checkedType(parameters.PolicyType) === "System") return systemPolicy(session.state, parameters.PolicyName);
  const policy = existingPolicy(session, parameters.PolicyName);
  const version = policy.versions.find(({ versionId }) => versionId === policy.defaultVersion);
  if (!version) throw RamError.of("EntityNotExist.Policy.Version");
  return {
    Policy: answer(session.state, policy),
    DefaultPolicyVersion: {
      VersionId: version.versionId,
      IsDefaultVersion: true,
      PolicyDocument: version.document,
      CreateDate: version.createDate,
    },
  };
}

export function listPolicies(
  session: Session,
  parameters: PageParameters & { readonly PolicyType?: string | undefined },
): { Policies: { Policy: Policy[] } } & PageAnswer {
  const { state } = session;
  const type = parameters.PolicyType ? checkedType(parameters.PolicyType) : undefined;
  const system = SYSTEM_POLICIES.map(({ name }) => systemPolicy(state, name).Policy);
  const custom = state.policies.map((policy) => answer(state, policy));
  const all = [...system, ...custom].filter((policy) => type === undefined || policy.PolicyType === type);
  const { items, more } = page(all, parameters);
  return { Policies: { Policy: items }, ...more };
}

export function updatePolicyDescription(
  session: Session,
  parameters: { readonly PolicyName: string; readonly NewDescription: string },
): { Policy: Policy } {
  const policy = existingPolicy(session, parameters.PolicyName);
  checkDescription("NewDescription", parameters.NewDescription);
  policy.description = parameters.NewDescription;
  policy.updateDate = session.now();
  return { Policy: answer(session.state, policy) };
}

export function deletePolicy(
  session: Session,
  parameters: { readonly PolicyName: string; readonly CascadingDelete?: boolean },
): Record<never, never> {
  const { state } = session;
  const policy = existingPolicy(session, parameters.PolicyName);
  if (attachmentCount(state, "Custom", policy.policyName) > 0) throw RamError.of("DeleteConflict.Policy.User");
  if (policy.versions.length > 1 && !parameters.CascadingDelete) throw RamError.of("DeleteConflict.Policy.Version");
  state.policies = state.policies.filter((other) => other !== policy);
  return {};
}

/** The custom policy of that name, or the service's refusal. */
export function existingPolicy(session: Session, policyName: string): StoredPolicy {
  checkText(POLICY_NAME, "PolicyName", policyName);
  const policy = findPolicy(session.state, policyName);
  if (!policy) throw RamError.of("EntityNotExist.Policy", "PolicyName");
  return policy;
}

export function checkedType(policyType: string): PolicyType {
  if (policyType !== "System" && policyType !== "Custom")
    throw RamError.of("InvalidParameter.PolicyType", "PolicyType");
  return policyType;
}

function findPolicy(state: AccountState, policyName: string): StoredPolicy | undefined {
  return state.policies.find((policy) => sameName(policy.policyName, policyName));
}

function checkDescription(parameter: string, description: string): void {
  checkText({ ...DESCRIPTION, minimum: 0 }, parameter, description);
}

function attachmentCount(state: AccountState, type: PolicyType, policyName: string): number {
  return state.users.filter((user) =>
    user.policies.some((policy) => policy.policyType === type && policy.policyName === policyName),
  ).length;
}

function systemPolicy(
  state: AccountState,
  policyName: string,
): { Policy: Policy; DefaultPolicyVersion: DefaultPolicyVersion } {
  checkText(POLICY_NAME, "PolicyName", policyName);
  const policy = SYSTEM_POLICIES.find(({ name }) => sameName(name, policyName));
  if (!policy) throw RamError.of("EntityNotExist.Policy", "PolicyName");
  const CreateDate = "2015-04-28T00:00:00Z";
  return {
    Policy: {
      PolicyName: policy.name,
      PolicyType: "System",
      Description: policy.description,
      DefaultVersion: "v1",
      AttachmentCount: attachmentCount(state, "System", policy.name),
      CreateDate,
      UpdateDate: CreateDate,
    },
    DefaultPolicyVersion: {
      VersionId: "v1",
      IsDefaultVersion: true,
      PolicyDocument: documentOf(policy),
      CreateDate,
    },
  };
}

function answer(state: AccountState, policy: StoredPolicy): Policy {
  return {
    PolicyName: policy.policyName,
    PolicyType: "Custom",
    Description: policy.description,
    DefaultVersion: policy.defaultVersion,
    AttachmentCount: attachmentCount(state, "Custom", policy.policyName),
    CreateDate: policy.createDate,
    UpdateDate: policy.updateDate,
  };
}
