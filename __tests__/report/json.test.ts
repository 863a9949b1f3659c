import fc from "fast-check";
import { renderJson } from "../../lib/report/json";
import { codePoint } from "../code-point";
import { thirdKey } from "./findings";
import { textOf } from "./text-of";

describe("the report for programs", () => {
  it("has the shape that every subcommand has", () => {
    const report: unknown = JSON.parse(textOf(renderJson([thirdKey()], { version: "1.2.3" })));
    expect(report).toEqual({
      tool: "ramparts",
      version: "1.2.3",
      breakGlass: null,
      summary: { error: 1, warning: 0, info: 0, acknowledged: 0 },
      unjudged: [],
      findings: [{ ...thirdKey(), fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string }],
      notKnown: [],
      notRead: [],
    });
  });

  it("says why the glass was broken", () => {
    expect(JSON.parse(textOf(renderJson([], { version: "1", breakGlass: "leak" })))).toMatchObject({
      breakGlass: "leak",
    });
  });

  it("gives back every name and contains no control character", () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (message) => {
        const json = textOf(renderJson([thirdKey({ message })], { version: "1" }));
        expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029](?<!\n)/u);
        expect(JSON.parse(json)).toMatchObject({ findings: [{ message }] });
      }),
    );
  });
});
