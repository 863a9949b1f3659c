import { randomBytes } from "node:crypto";
import type { Quotas } from "../../lib/limits/quotas";
import { RamError } from "./ram-error";
import { callingUser, type Session } from "./session";
import type { AccessKeyStatus, StoredAccessKey, StoredUser } from "./state";
import { existingUser } from "./users";

export interface AccessKey {
  readonly AccessKeyId: string;
  readonly Status: AccessKeyStatus;
  readonly CreateDate: string;
}

/** Whose key: a RAM user's or, without a name, the caller's own, which for the root caller is a root key. */
export interface HolderParameters {
  readonly UserName?: string | undefined;
}

export interface AccessKeyParameters extends HolderParameters {
  readonly UserAccessKeyId: string;
}

/** The only answer that ever holds the secret; the account keeps nothing of it. */
export function createAccessKey(
  session: Session,
  parameters: HolderParameters,
): { AccessKey: AccessKey & { readonly AccessKeySecret: string } } {
  const holder = holderOf(session, parameters.UserName);
  if (holder.accessKeys.length >= holder.quota) throw RamError.of("LimitExceeded.User.AccessKey", "UserName");
  const key: StoredAccessKey = {
    accessKeyId: `sandbox-key-${groups(3, 4)}`,
    status: "Active",
    createDate: session.now(),
  };
  holder.accessKeys.push(key);
  return { AccessKey: { ...answer(key), AccessKeySecret: `sandbox-secret-${groups(5, 6)}` } };
}

export function listAccessKeys(
  session: Session,
  parameters: HolderParameters,
): { AccessKeys: { AccessKey: AccessKey[] } } {
  return { AccessKeys: { AccessKey: holderOf(session, parameters.UserName).accessKeys.map(answer) } };
}

export function updateAccessKey(
  session: Session,
  parameters: AccessKeyParameters & { readonly Status: string },
): Record<never, never> {
  const { key } = existingKey(session, parameters);
  if (parameters.Status !== "Active" && parameters.Status !== "Inactive") throw RamError.ofValue("Status");
  key.status = parameters.Status;
  return {};
}

/** An Active key can be deleted too: the console's wish to see it disabled first is not known to be the API's. */
export function deleteAccessKey(session: Session, parameters: AccessKeyParameters): Record<never, never> {
  const { key, accessKeys } = existingKey(session, parameters);
  accessKeys.splice(accessKeys.indexOf(key), 1);
  return {};
}

interface Holder {
  readonly accessKeys: StoredAccessKey[];
  readonly quota: number;
}

function holderOf(session: Session, userName: string | undefined): Holder {
  const { state, quotas, caller } = session;
  if (userName) return keysOf(existingUser(session, userName), quotas);
  if (caller.kind === "user") return keysOf(callingUser(state, caller.userId), quotas);
  return { accessKeys: state.accessKeys, quota: quotas.accessKeysPerAccount };
}

function keysOf(user: StoredUser, quotas: Quotas): Holder {
  return { accessKeys: user.accessKeys, quota: quotas.accessKeysPerUser };
}

function existingKey(
  session: Session,
  parameters: AccessKeyParameters,
): { key: StoredAccessKey; accessKeys: StoredAccessKey[] } {
  const { accessKeys } = holderOf(session, parameters.UserName);
  const key = accessKeys.find((candidate) => candidate.accessKeyId === parameters.UserAccessKeyId);
  if (!key) throw RamError.of("EntityNotExist.User.AccessKey", "UserAccessKeyId");
  return { key, accessKeys };
}

/** Random hexadecimal digits with hyphens, which no real id or secret has, so that neither is taken for the other. */
function groups(count: number, digits: number): string {
  const text = randomBytes((count * digits) / 2).toString("hex");
  return Array.from({ length: count }, (_, index) => text.slice(index * digits, (index + 1) * digits)).join("-");
}

function answer(key: StoredAccessKey): AccessKey {
  return { AccessKeyId: key.accessKeyId, Status: key.status, CreateDate: key.createDate };
}
