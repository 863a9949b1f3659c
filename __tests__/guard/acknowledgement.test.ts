import * as fc from "fast-check";
import { validAcknowledgement } from "../../lib/guard/acknowledgement";
import { Consumer } from "../../lib/ram/consumer";
import { refusal, untyped } from "../ram/fixtures";

const subject = "acknowledgement of KEY008";

describe("an acknowledgement", () => {
  it("is taken as it is, without what does not belong to it", () => {
    const full = {
      reason: "no fixed addresses",
      until: "2028-02-29",
      owner: "bi@example.com",
      link: "https://example.com",
    };
    expect(validAcknowledgement(subject, { ...full, more: 1 })).toEqual(full);
    expect(validAcknowledgement(subject, { reason: "r", until: "2027-12-31" })).toEqual({
      reason: "r",
      until: "2027-12-31",
    });
  });

  it("takes every day of the calendar and no other", () => {
    const number = (maximum: number) => fc.integer({ min: 0, max: maximum });
    fc.assert(
      fc.property(number(9_999), number(13), number(32), (year, month, day) => {
        const until = [String(year).padStart(4, "0"), ...[month, day].map((n) => String(n).padStart(2, "0"))].join("-");
        const days =
          month === 2
            ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
              ? 29
              : 28
            : month < 8
              ? 30 + (month % 2)
              : 31 - (month % 2);
        const exists = month >= 1 && month <= 12 && day >= 1 && day <= days;
        const call = () => validAcknowledgement(subject, { reason: "r", until });
        if (exists) expect(call()).toEqual({ reason: "r", until });
        else expect(refusal(call).message).toContain(`end date of the ${subject} is "${until}"`);
      }),
    );
  });

  it.each<[string, unknown, string]>([
    ["nothing", undefined, `${subject} is undefined`],
    ["a text", "fine", `${subject} is a string`],
    ["no reason", { until: "2027-01-01" }, `reason of the ${subject} is undefined`],
    ["a blank reason", { reason: " \n", until: "2027-01-01" }, `reason of the ${subject} is empty`],
    ["no date", { reason: "r" }, `end date of the ${subject} is undefined`],
    ["a Date", { reason: "r", until: new Date() }, `end date of the ${subject} is an object`],
    ["a time", { reason: "r", until: "2027-01-01T00:00:00Z" }, "a date of the calendar, YYYY-MM-DD"],
    ["an empty owner", { reason: "r", until: "2027-01-01", owner: "" }, `owner of the ${subject} is empty`],
    ["an empty link", { reason: "r", until: "2027-01-01", link: "" }, `link of the ${subject} is empty`],
  ])("refuses %s", (_case, value, problem) => {
    expect(refusal(() => validAcknowledgement(subject, value, "stack/user")).message).toContain(problem);
    expect(refusal(() => validAcknowledgement(subject, value, "stack/user")).path).toBe("stack/user");
  });
});

describe("Consumer.of", () => {
  it("keeps what was said", () => {
    const consumer = Consumer.of("hologres", "bi", { owner: "bi@example.com", runbook: "https://example.com" });
    expect({ ...consumer }).toEqual({
      service: "hologres",
      name: "bi",
      owner: "bi@example.com",
      runbook: "https://example.com",
    });
    expect({ ...Consumer.of("hologres", "bi", { owner: "o" }) }).toEqual({
      service: "hologres",
      name: "bi",
      owner: "o",
    });
  });

  it.each<[unknown, unknown, unknown, string]>([
    ["", "bi", { owner: "o" }, "service of a consumer is empty"],
    ["hologres", undefined, { owner: "o" }, "name of a consumer is undefined"],
    ["hologres", "bi", { owner: "" }, "owner of consumer hologres/bi is empty"],
    ["hologres", "bi", undefined, "owner of consumer hologres/bi is undefined"],
    ["hologres", "bi", { owner: "o", runbook: "" }, "runbook of consumer hologres/bi is empty"],
  ])("refuses (%j, %j, %j)", (service, name, props, problem) => {
    const error = refusal(() => Consumer.of(untyped(service), untyped(name), untyped(props)));
    expect(error.message).toContain(problem);
    expect(error.message).toMatch(/\n {2}at: __tests__\/guard\/acknowledgement\.test\.ts:\d+$/);
  });
});
