import { CATALOGUE } from "../../lib/rules/catalogue";
import { findingsIn, formerKey } from "./examples";
import { TODAY } from "./inventory";

describe("the example of a rule", () => {
  let former = "";
  beforeAll(async () => {
    former = await formerKey();
    jest.useFakeTimers({ now: Date.parse(TODAY), doNotFake: ["setImmediate", "nextTick"] });
  });
  afterAll(() => jest.useRealTimers());

  it.each(CATALOGUE)("of $id fires before and not after", ({ id, example: { before, after } }) => {
    const violations = (example: string) =>
      findingsIn(example, id, former).filter(({ rule, verdict }) => rule === id && verdict === "violation");
    expect(violations(before)).not.toEqual([]);
    expect(violations(after)).toEqual([]);
  });
});
