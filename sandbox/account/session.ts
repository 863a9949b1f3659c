import type { Quotas } from "../../lib/limits/quotas";
import { textProblem, type TextLimit } from "../../lib/limits/text-limit";
import { RamError } from "./ram-error";
import type { AccountState, StoredUser } from "./state";

/** Who calls: the account itself, or one of its RAM users, whose AccessKey goes on working when it is renamed. */
export type Caller = { readonly kind: "root" } | { readonly kind: "user"; readonly userId: string };

/** What an action works on. It checks everything first and changes `state` last: a refused one changes nothing. */
export interface Session {
  readonly state: AccountState;
  readonly quotas: Quotas;
  readonly caller: Caller;
  /** The present moment as RAM writes it: UTC, ISO 8601, whole seconds. */
  readonly now: () => string;
}

/** RAM takes two names that differ only by case for the same. */
export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function checkText(limit: TextLimit, parameter: string, value: string): void {
  const problem = textProblem(limit, value);
  if (problem) throw problem.kind === "length" ? RamError.ofLength(parameter) : RamError.ofCharacters(parameter);
}

export function findUser(state: AccountState, userName: string): StoredUser | undefined {
  return state.users.find((user) => sameName(user.userName, userName));
}

/** The RAM user that calls; one that was deleted is nobody any more, as its AccessKey would be. */
export function callingUser(state: AccountState, userId: string): StoredUser {
  const user = state.users.find((candidate) => candidate.userId === userId);
  if (!user) throw RamError.of("InvalidAccessKeyId.NotFound");
  return user;
}

/** One page of a listing: `MaxItems` 1 to 1000, 100 when absent, from `Marker` on. */
export function page<T>(items: readonly T[], parameters: PageParameters): { items: T[]; more: PageAnswer } {
  const size = Math.min(Math.max(parameters.MaxItems ?? 100, 1), 1000);
  const start = Number(parameters.Marker ?? 0) || 0;
  const end = start + size;
  const IsTruncated = end < items.length;
  return { items: items.slice(start, end), more: IsTruncated ? { IsTruncated, Marker: String(end) } : { IsTruncated } };
}

export interface PageParameters {
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}

export interface PageAnswer {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}
