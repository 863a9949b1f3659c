import { isCalendarDate } from "../text/calendar-date";
import type { AcknowledgementMetadata } from "../configuration/metadata";
import { checkText, kindOf, shown } from "../checks/values";
import { RampartsError } from "../checks/ramparts-error";

/**
 * The acceptance of a risk: why, until when, and who answers for it.
 *
 * It is kept in the synthesised JSON, where reviewers and `ramparts check` see it. An expired one does not fail the
 * synthesis, which never depends on the day; it fails the check.
 */
export interface Acknowledgement {
  /** Why the risk is taken, in a sentence that somebody else understands. */
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`, UTC. */
  readonly until: string;
  /**
   * Who answers for it: a person or team that can be reached.
   * @default - nobody is named
   */
  readonly owner?: string;
  /**
   * Where it was discussed or decided.
   * @default - no link is given
   */
  readonly link?: string;
}

/**
 * Checks an acknowledgement and returns it as it is written to the JSON.
 *
 * @param subject what it accepts, as an error names it: `acknowledgement of KEY008`.
 */
export function validAcknowledgement(subject: string, value: unknown, path?: string): AcknowledgementMetadata {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RampartsError({
      problem: `${subject} is ${kindOf(value)}`,
      allowed: "an acknowledgement: { reason, until, owner?, link? }",
      fix: "say why the risk is taken and until when",
      path,
    });
  }
  const { reason, until, owner, link } = value as Partial<Record<keyof Acknowledgement, unknown>>;
  checkText(`reason of the ${subject}`, reason, "say in a sentence why the risk is taken", path);
  checkText(`end date of the ${subject}`, until, 'give the last day on which it holds as "YYYY-MM-DD"', path);
  if (!isCalendarDate(until)) {
    throw new RampartsError({
      problem: `end date of the ${subject} is ${shown(until)}`,
      allowed: "a date of the calendar, YYYY-MM-DD",
      fix: `give the last day on which it holds as "YYYY-MM-DD"`,
      path,
    });
  }
  if (owner !== undefined)
    checkText(`owner of the ${subject}`, owner, "name who answers for it, or leave it out", path);
  if (link !== undefined) checkText(`link of the ${subject}`, link, "give an address, or leave it out", path);
  return { reason, until, ...(owner !== undefined && { owner }), ...(link !== undefined && { link }) };
}
