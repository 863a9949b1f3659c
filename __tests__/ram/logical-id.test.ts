import * as fc from "fast-check";
import { logicalId } from "../../lib/ram/logical-id";

const TERRAFORM_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** Names that are likely to meet: few characters, and some that look like the end of a hashed id. */
const name = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: fc.constantFrom("a", "b", "_", "-", ".", "1"), maxLength: 5 }),
  fc
    .tuple(fc.constantFrom("a", "b_", "a_b", "", "1"), fc.stringMatching(/^[0-9a-f]{8}$/))
    .map((parts) => parts.join("_")),
);

describe("logical ids", () => {
  it.each([
    [["hologres-bi"], "hologres-bi"],
    [["hologres_bi"], "hologres_bi"],
    [["hologres-bi", "dashboards"], "hologres-bi_dashboards"],
    [["hologres-bi", "System", "AliyunHologresReadOnlyAccess"], "hologres-bi_System_AliyunHologresReadOnlyAccess"],
    [["first.last"], "first-last_1fc45261"],
    [["first-last@example.com"], "first-last-example-com_0d88247e"],
    [["1password"], "_1password_06f7395d"],
    [["hologres_bi", "dashboards"], "hologres-bi_dashboards_4cc2ad23"],
    [["backup_0123abcd"], "backup-0123abcd_2d7e99ae"],
    [["名前"], "_--_e255a4ea"],
  ])("of %j is %s, for good", (names, id) => {
    expect(logicalId(names)).toBe(id);
  });

  it("is a name that Terraform takes, whatever the parts", () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
        expect(logicalId(names)).toMatch(TERRAFORM_NAME);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([1, 2, 3])("differs where one of %i names differs", (count) => {
    const names = fc.array(name, { minLength: count, maxLength: count });
    fc.assert(
      fc.property(names, names, (one, other) => {
        expect(logicalId(one) === logicalId(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 5_000 },
    );
  });

  it("never takes a hashed id for a plain one", () => {
    fc.assert(
      fc.property(name, (text) => {
        const id = logicalId([text]);
        if (id !== text) expect(logicalId([id])).not.toBe(id);
      }),
      { numRuns: 2_000 },
    );
  });
});
