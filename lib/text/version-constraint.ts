/** Major, minor and patch number of a released version. */
export type Version = readonly [major: number, minor: number, patch: number];

const VERSION = /^v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?$/;
const PART = /^(=|!=|>=|<=|>|<|~>)?\s*(\S+)$/;

/** `1.47.0` or shorter; null where it is something else, such as a pre-release. */
export function readVersion(text: string): Version | null {
  const match = VERSION.exec(text);
  return match && [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

export function compareVersions(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/**
 * The oldest version that a constraint such as `>= 1.200, != 1.201.0, < 2.0` allows; undefined when it allows none,
 * null when it cannot be read.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function oldestAllowed(constraint: string): Version | null | undefined {
  let oldest: Version = [0, 0, 0];
  let below: Version = [Infinity, 0, 0];
  const excluded: Version[] = [];
  for (const part of constraint.split(",")) {
    const [, operator = "=", text = ""] = PART.exec(part.trim()) ?? [];
    const version = readVersion(text);
    if (version === null) return null;
    if (operator === "!=") excluded.push(version);
    if (operator === "=" || operator === ">=" || operator === "~>") oldest = later(oldest, version);
    if (operator === ">") oldest = later(oldest, next(version));
    if (operator === "<") below = earlier(below, version);
    if (operator === "=" || operator === "<=") below = earlier(below, next(version));
    if (operator === "~>") below = earlier(below, endOfSeries(version, text));
  }
  while (excluded.some((version) => compareVersions(version, oldest) === 0)) oldest = next(oldest);
  return compareVersions(oldest, below) < 0 ? oldest : undefined;
}

/** `~> 1.2.3` ends before 1.3.0, `~> 1.2` before 2.0.0. */
function endOfSeries([major, minor]: Version, text: string): Version {
  return text.split(".").length > 2 ? [major, minor + 1, 0] : [major + 1, 0, 0];
}

function next([major, minor, patch]: Version): Version {
  return [major, minor, patch + 1];
}

function later(one: Version, other: Version): Version {
  return compareVersions(one, other) < 0 ? other : one;
}

function earlier(one: Version, other: Version): Version {
  return compareVersions(one, other) < 0 ? one : other;
}
