import { rememberedOf } from "../../lib/rules/remembered";

describe("what rules ask more than once", () => {
  it("is found once for each subject, also when it is nothing", () => {
    const find = jest.fn((subject: { readonly size: number }) => (subject.size > 0 ? [subject.size] : undefined));
    const remembered = rememberedOf(find);
    const [one, other, empty] = [{ size: 1 }, { size: 1 }, { size: 0 }];

    expect(remembered(one)).toBe(remembered(one));
    expect(remembered(other)).not.toBe(remembered(one));
    expect([remembered(empty), remembered(empty)]).toEqual([undefined, undefined]);
    expect(find).toHaveBeenCalledTimes(3);
  });
});
