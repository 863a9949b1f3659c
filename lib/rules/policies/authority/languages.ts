import { coversAction, coversPattern, overlapsPattern } from "../patterns";

/**
 * How the patterns of one kind compare. Both answers err to the side of a report: `covers` is true only where that is
 * certain, and `overlaps` is false only where that is.
 */
export interface Language {
  /** Whether a pattern stands for all that another stands for. */
  covers(pattern: string, other: string): boolean;
  /** Whether something may be meant by both. */
  overlaps(one: string, other: string): boolean;
}

export const ACTIONS: Language = {
  covers: coversAction,
  overlaps: overlapsInAnyCase,
};

/** Names in OSS have case, names in RAM have none: what differs in case is neither equal nor certainly different. */
export const RESOURCES: Language = {
  covers: coversPattern,
  overlaps: overlapsInAnyCase,
};

/** Whom a trust policy names, by kind: `RAM acs:ram::1234567890123456:root`. */
export const PRINCIPALS: Language = {
  covers: (pattern, other) => coversPattern(pattern, other) || isOfAccount(pattern, other),
  overlaps: (one, other) => overlapsInAnyCase(one, other) || isOfAccount(one, other) || isOfAccount(other, one),
};

function overlapsInAnyCase(one: string, other: string): boolean {
  return overlapsPattern(one.toLowerCase(), other.toLowerCase());
}

/** Whether one names an account, which means every user and role of it, and other one of those. */
function isOfAccount(one: string, other: string): boolean {
  const account = /^(RAM acs:ram:[^:]*:\d+:)root$/.exec(one)?.[1];
  return account !== undefined && other.startsWith(account) && /^(?:user|role)\//.test(other.slice(account.length));
}
