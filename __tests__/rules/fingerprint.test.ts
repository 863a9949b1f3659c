import type { Finding } from "../../lib/rules/finding";
import { fingerprint } from "../../lib/rules/fingerprint";
import { thirdKey } from "../report/findings";

describe("the fingerprint of a finding", () => {
  it.each<[string, Partial<Finding>]>([
    ["wording", { message: "said otherwise", fix: "do otherwise" }],
    ["line", { source: { file: "lib/users.ts", line: 7 } }],
    ["construct path", { path: "analytics-credentials/moved/third" }],
    ["level", { level: "warning" }],
    ["acceptance", { acknowledged: { reason: "a test", until: "2027-01-01" } }],
  ])("does not depend on its %s", (_part, change) => {
    expect(fingerprint(thirdKey(change))).toBe(fingerprint(thirdKey()));
  });

  it.each<[string, Partial<Finding>]>([
    ["rule", { rule: "KEY003" }],
    ["stack", { stack: "other" }],
    ["address", { address: "alicloud_ram_access_key.other" }],
    ["subject", { subject: "user:other" }],
    ["subject, where there is none", { subject: null }],
  ])("tells two findings apart by their %s", (_part, change) => {
    expect(fingerprint(thirdKey(change))).not.toBe(fingerprint(thirdKey()));
  });

  it("tells acknowledgements apart by the construct at which they stand", () => {
    const at = (path: string) =>
      fingerprint(thirdKey({ rule: "GRD001", address: '"//".ramparts.acknowledgements', path }));
    expect(at("app/a")).not.toBe(at("app/b"));
  });

  it("is the same in every version: baselines and code scanning keep it", () => {
    expect(fingerprint(thirdKey())).toMatchInlineSnapshot(`"f8559643ff89b0ce68600ea7b426a912"`);
  });
});
