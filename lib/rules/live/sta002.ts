import { daysSince } from "../age";
import type { Rule } from "../rule";
import { violation } from "../rule";
import { counted } from "../wording";
import { activePairs } from "./active-pairs";

/**
 * A change of keys that was begun by hand and not finished. Where one of the keys is declared, they are KEY003's:
 * whoever has accepted them there has accepted that they stay.
 */
export const STA002: Rule = {
  id: "STA002",
  level: "warning",
  stages: ["state"],
  title: "Two Active AccessKeys for longer than the overlap",
  why:
    "Two keys are meant to work for as long as the consumers change over. After that the old one only waits to be " +
    "found, and with both slots taken there is no room for the next rotation.",
  fix: "find out which of the keys is still used, and disable the other one",
  example: {
    before: `{
  "version": 1,
  "account": "1234567890123456",
  "time": "2026-06-15T04:00:00Z",
  "users": [
    { "name": "etl", "accessKeys": [
      { "id": "key-of-etl-first", "status": "Active",
        "created": "2026-03-02T08:00:00Z" },
      { "id": "key-of-etl-second", "status": "Active",
        "created": "2026-05-02T08:00:00Z" }
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
        "created": "2026-03-02T08:00:00Z" },
      { "id": "key-of-etl-second", "status": "Active",
        "created": "2026-05-02T08:00:00Z" }
    ] }
  ]
}`,
  },
  *evaluate(context) {
    const { accessKeyOverlapDays: allowed } = context.thresholds;
    for (const { keys, since, declared } of activePairs(context)) {
      const days = daysSince(since, context.today);
      const last = keys.at(-1);
      if (declared.length > 0 || days === null || days <= allowed || !last) continue;
      const labels = keys.map(({ label }) => `the ${label}`).join(" and ");
      const message =
        `${counted(keys.length, "AccessKey")} of one user have been Active since ${since?.slice(0, 10)}: ${labels}; ` +
        `the overlap is ${counted(allowed, "day")}`;
      yield violation(last.site, message, {
        subject: last.subject,
        related: keys.map(({ place }) => place),
        dated: true,
      });
    }
  },
};
