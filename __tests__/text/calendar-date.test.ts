import { isCalendarDate } from "../../lib/text/calendar-date";

describe("a calendar date", () => {
  it.each(["2026-01-01", "2024-02-29", "9999-12-31", "0001-01-01"])("is %s", (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each([
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-01-32",
    "2026-01",
    "2026",
    "2026-1-1",
    "26-01-01",
    "12026-01-01",
    "2026-01-011",
    "2026-01-01T00:00:00Z",
    "x2026-01-01",
    "20x6-01-01",
    "2026-x1-01",
    "2026-01-x1",
    "",
    "tomorrow",
  ])("is not %j", (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });
});
