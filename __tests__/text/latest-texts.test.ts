import { LatestTexts } from "../../lib/text/latest-texts";

describe("LatestTexts", () => {
  const long = (character: string, length = 300) => character.repeat(length);

  it("makes something of a long text once, also where others of another length stand between", () => {
    const make = jest.fn((text: string) => text.length);
    const latest = new LatestTexts(make);
    expect([long("a"), long("b", 400), long("a"), long("b", 400)].map((text) => latest.of(text))).toEqual([
      300, 400, 300, 400,
    ]);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it("tells texts of one length apart", () => {
    const latest = new LatestTexts((text) => text.charAt(0));
    expect([long("a"), long("b"), long("a"), "c"].map((text) => latest.of(text))).toEqual(["a", "b", "a", "c"]);
  });
});
