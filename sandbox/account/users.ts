import { randomInt } from "node:crypto";
import { DISPLAY_NAME, USER_COMMENTS, USER_NAME } from "../../lib/limits/names";
import type { TextLimit } from "../../lib/limits/text-limit";
import { RamError } from "./ram-error";
import { checkText, findUser, page, sameName, type PageAnswer, type PageParameters, type Session } from "./session";
import type { StoredUser } from "./state";

/** The service counts characters; the stricter count of bytes is the Terraform provider's. */
const COMMENTS: TextLimit = { ...USER_COMMENTS, unit: "characters" };

export interface User {
  readonly UserId: string;
  readonly UserName: string;
  readonly DisplayName: string;
  readonly MobilePhone: string;
  readonly Email: string;
  readonly Comments: string;
  readonly CreateDate: string;
  readonly UpdateDate: string;
}

export interface CreateUserParameters {
  readonly UserName: string;
  readonly DisplayName?: string | undefined;
  readonly MobilePhone?: string | undefined;
  readonly Email?: string | undefined;
  readonly Comments?: string | undefined;
}

export interface UpdateUserParameters {
  readonly UserName: string;
  readonly NewUserName?: string | undefined;
  readonly NewDisplayName?: string | undefined;
  readonly NewMobilePhone?: string | undefined;
  readonly NewEmail?: string | undefined;
  readonly NewComments?: string | undefined;
}

export function createUser(session: Session, parameters: CreateUserParameters): { User: User } {
  const { state, quotas } = session;
  checkText(USER_NAME, "UserName", parameters.UserName);
  const details = {
    displayName: parameters.DisplayName ?? "",
    mobilePhone: parameters.MobilePhone ?? "",
    email: parameters.Email ?? "",
    comments: parameters.Comments ?? "",
  };
  checkDetails(details, "");
  if (findUser(state, parameters.UserName)) throw RamError.of("EntityAlreadyExists.User", "UserName");
  if (state.users.length >= quotas.usersPerAccount) throw RamError.of("LimitExceeded.User");
  const now = session.now();
  const user: StoredUser = {
    userId: newUserId(),
    userName: parameters.UserName,
    ...details,
    createDate: now,
    updateDate: now,
    accessKeys: [],
    policies: [],
  };
  state.users.push(user);
  return { User: answer(user) };
}

export function getUser(session: Session, parameters: { readonly UserName: string }): { User: User } {
  return { User: answer(existingUser(session, parameters.UserName)) };
}

export function listUsers(session: Session, parameters: PageParameters): { Users: { User: User[] } } & PageAnswer {
  const { items, more } = page(session.state.users, parameters);
  return { Users: { User: items.map(answer) }, ...more };
}

export function updateUser(session: Session, parameters: UpdateUserParameters): { User: User } {
  const user = existingUser(session, parameters.UserName);
  const userName = parameters.NewUserName ?? user.userName;
  checkText(USER_NAME, "NewUserName", userName);
  const details = {
    displayName: parameters.NewDisplayName ?? user.displayName,
    mobilePhone: parameters.NewMobilePhone ?? user.mobilePhone,
    email: parameters.NewEmail ?? user.email,
    comments: parameters.NewComments ?? user.comments,
  };
  checkDetails(details, "New");
  if (!sameName(userName, user.userName) && findUser(session.state, userName)) {
    throw RamError.of("EntityAlreadyExists.User", "NewUserName");
  }
  Object.assign(user, details, { userName, updateDate: session.now() });
  return { User: answer(user) };
}

export function deleteUser(session: Session, parameters: { readonly UserName: string }): Record<never, never> {
  const user = existingUser(session, parameters.UserName);
  if (user.accessKeys.length > 0) throw RamError.of("DeleteConflict.User.AccessKey");
  if (user.policies.length > 0) throw RamError.of("DeleteConflict.User.Policy");
  session.state.users = session.state.users.filter((other) => other !== user);
  return {};
}

/** The user of that name, or the service's refusal. */
export function existingUser(session: Session, userName: string): StoredUser {
  checkText(USER_NAME, "UserName", userName);
  const user = findUser(session.state, userName);
  if (!user) throw RamError.of("EntityNotExist.User", "UserName");
  return user;
}

type Details = Pick<StoredUser, "displayName" | "mobilePhone" | "email" | "comments">;

/** An empty text is one that was not given, so it has no least length. */
function checkDetails(details: Details, prefix: "" | "New"): void {
  checkText({ ...DISPLAY_NAME, minimum: 0 }, `${prefix}DisplayName`, details.displayName);
  checkText(COMMENTS, `${prefix}Comments`, details.comments);
  if (!/^(\d+-\d+)?$/.test(details.mobilePhone)) throw RamError.ofFormat(`${prefix}MobilePhone`);
  if (!/^([^\s@]+@[^\s@]+)?$/.test(details.email)) throw RamError.ofFormat(`${prefix}Email`);
}

/** Sixteen digits, as in the service's samples; random, so that no id of an account that was reset comes back. */
function newUserId(): string {
  return `2${String(randomInt(10 ** 9)).padStart(9, "0")}${String(randomInt(10 ** 6)).padStart(6, "0")}`;
}

function answer(user: StoredUser): User {
  return {
    UserId: user.userId,
    UserName: user.userName,
    DisplayName: user.displayName,
    MobilePhone: user.mobilePhone,
    Email: user.email,
    Comments: user.comments,
    CreateDate: user.createDate,
    UpdateDate: user.updateDate,
  };
}
