import { existingPolicy } from "./policies";
import { checkPolicyDocument } from "./policy-document";
import { RamError } from "./ram-error";
import type { Session } from "./session";
import type { StoredPolicy, StoredPolicyVersion } from "./state";

export interface PolicyVersion {
  readonly VersionId: string;
  readonly IsDefaultVersion: boolean;
  readonly PolicyDocument: string;
  readonly CreateDate: string;
}

export interface CreatePolicyVersionParameters {
  readonly PolicyName: string;
  readonly PolicyDocument: string;
  readonly SetAsDefault?: boolean;
  /** `DeleteOldestNonDefaultVersionWhenLimitExceeded`, or `None`, which is the default. */
  readonly RotateStrategy?: string | undefined;
}

export interface PolicyVersionParameters {
  readonly PolicyName: string;
  readonly VersionId: string;
}

export function createPolicyVersion(
  session: Session,
  parameters: CreatePolicyVersionParameters,
): { PolicyVersion: PolicyVersion } {
  const policy = existingPolicy(session, parameters.PolicyName);
  checkPolicyDocument(parameters.PolicyDocument, session.quotas.policyDocumentCharacters);
  const full = policy.versions.length >= session.quotas.versionsPerPolicy;
  const oldest = policy.versions.find((candidate) => candidate.versionId !== policy.defaultVersion);
  if (full && (parameters.RotateStrategy !== "DeleteOldestNonDefaultVersionWhenLimitExceeded" || !oldest)) {
    throw RamError.of("LimitExceeded.Policy.Version");
  }
  const now = session.now();
  const version = { versionId: `v${policy.nextVersion}`, document: parameters.PolicyDocument, createDate: now };
  policy.versions = [...policy.versions.filter((candidate) => !full || candidate !== oldest), version];
  policy.nextVersion += 1;
  policy.updateDate = now;
  if (parameters.SetAsDefault) policy.defaultVersion = version.versionId;
  return { PolicyVersion: answer(policy, version) };
}

export function listPolicyVersions(
  session: Session,
  parameters: { readonly PolicyName: string },
): { PolicyVersions: { PolicyVersion: PolicyVersion[] } } {
  const policy = existingPolicy(session, parameters.PolicyName);
  return { PolicyVersions: { PolicyVersion: policy.versions.map((version) => answer(policy, version)) } };
}

export function setDefaultPolicyVersion(session: Session, parameters: PolicyVersionParameters): Record<never, never> {
  const policy = existingPolicy(session, parameters.PolicyName);
  policy.defaultVersion = existingVersion(policy, parameters.VersionId).versionId;
  return {};
}

export function deletePolicyVersion(session: Session, parameters: PolicyVersionParameters): Record<never, never> {
  const policy = existingPolicy(session, parameters.PolicyName);
  const version = existingVersion(policy, parameters.VersionId);
  if (version.versionId === policy.defaultVersion) throw RamError.of("DeleteConflict.Policy.Version.Default");
  policy.versions = policy.versions.filter((other) => other !== version);
  return {};
}

function existingVersion(policy: StoredPolicy, versionId: string): StoredPolicyVersion {
  if (!/^v\d+$/.test(versionId)) throw RamError.of("InvalidParameter.VersionId.Format", "VersionId");
  const version = policy.versions.find((candidate) => candidate.versionId === versionId);
  if (!version) throw RamError.of("EntityNotExist.Policy.Version", "VersionId");
  return version;
}

function answer(policy: StoredPolicy, version: StoredPolicyVersion): PolicyVersion {
  return {
    VersionId: version.versionId,
    IsDefaultVersion: version.versionId === policy.defaultVersion,
    PolicyDocument: version.document,
    CreateDate: version.createDate,
  };
}
