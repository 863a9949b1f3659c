import type { Site } from "../../places/site";
import { daysSince } from "../age";
import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { counted, notKnown } from "../wording";
import { createdUnknown, heldKeys, isWorking, LISTING } from "./held-keys";

const LISTING_SITE: Site = { stack: LISTING, address: "lastUsed", path: null, source: null };

/** In days: the one on which a key was made may have been over a minute later. */
const LEAST_AGE = 1;

/** A key that works and that nobody uses; only a listing of live keys tells. */
export const STA005: Rule = {
  id: "STA005",
  level: "warning",
  stages: ["state"],
  title: "AccessKey never used, or idle",
  why: "Nobody would notice who else uses a key that its owner does not: it can leak, and is of no use.",
  fix: "disable the key, and delete it when nothing has missed it",
  example: {
    before: `{
  "version": 1,
  "account": "1234567890123456",
  "time": "2026-06-15T04:00:00Z",
  "users": [
    { "name": "etl", "accessKeys": [
      { "id": "key-of-etl-first", "status": "Active",
        "created": "2025-03-02T08:00:00Z",
        "lastUsed": "2025-07-01T08:00:00Z" }
    ] }
  ]
}`,
    after: `{
  "version": 1,
  "account": "1234567890123456",
  "time": "2026-06-15T04:00:00Z",
  "users": [
    { "name": "etl", "accessKeys": [
      { "id": "key-of-etl-first", "status": "Inactive",
        "created": "2025-03-02T08:00:00Z",
        "lastUsed": "2025-07-01T08:00:00Z" }
    ] }
  ]
}`,
  },
  *evaluate(context) {
    const { today, thresholds } = context;
    const idle = thresholds.maxIdleDaysForAccessKeys;
    let untold = 0;
    for (const held of heldKeys(context)) {
      const { site, label, subject, created, live } = held;
      if (live === null || !isWorking(held)) continue;
      const age = daysSince(created, today);
      // A key is not idle for longer than it is there, nor before anybody could have used it.
      if (age !== null && age <= Math.max(idle, LEAST_AGE)) continue;
      const details = { subject, dated: true };
      if (live.lastUsed !== null) {
        const days = daysSince(live.lastUsed, today);
        if (days === null || days <= idle) continue;
        const message = `The ${label} was last used on ${live.lastUsed.slice(0, 10)}, ${counted(days, "day")} ago`;
        yield violation(site, `${message}; allowed are ${counted(idle, "day")}`, details);
      } else if (!live.isUnused) {
        untold++;
      } else if (age === null) {
        const unknown = createdUnknown(held);
        const message = `The ${label} was never used, and may be older than ${counted(idle, "day")}: ${notKnown(unknown)}`;
        yield indeterminate(site, message, unknown, { subject });
      } else {
        yield violation(
          site,
          `The ${label} was never used in the ${counted(age, "day")} since it was created`,
          details,
        );
      }
    }
    if (untold > 0) {
      const unknown = {
        unknown: true,
        attribute: "lastUsed",
        because: "the listing of live keys leaves it out",
      } as const;
      const message = `Whether ${counted(untold, "Active AccessKey")} ${untold === 1 ? "is" : "are"} in use cannot be told`;
      const fix = "take the listing with the time of the last use of each key";
      yield indeterminate(LISTING_SITE, `${message}: ${notKnown(unknown)}`, unknown, { fix });
    }
  },
};
