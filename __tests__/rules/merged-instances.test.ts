import { mergedInstances } from "../../lib/rules/merged-instances";
import type { Finding } from "../../lib/rules/finding";
import { thirdKey } from "../report/findings";

const of = (key: string, parts: Partial<Finding> = {}): Finding =>
  thirdKey({ rule: "SEC001", address: `alicloud_ram_access_key.k["${key}"]`, related: [], message: "clear", ...parts });

describe("findings of instances", () => {
  it("are one at the declaration where they are the same", () => {
    const [merged, ...others] = mergedInstances([of("a"), of("b"), of("c")]);
    expect(others).toEqual([]);
    expect(merged?.address).toBe("alicloud_ram_access_key.k");
    expect(merged?.instances).toEqual(["a", "b", "c"].map((key) => `alicloud_ram_access_key.k["${key}"]`));
  });

  it.each<[string, Partial<Finding>]>([
    ["rules", { rule: "SEC002" }],
    ["levels", { level: "warning" }],
    ["verdicts", { verdict: "indeterminate" }],
    ["subjects", { subject: "user:other" }],
    ["stacks", { stack: "other" }],
    ["messages", { message: "other" }],
    ["acceptances", { acknowledged: { reason: "r", until: "2027-01-01" } }],
  ])("stay apart where they have other %s", (_, parts) => {
    const findings = [of("a"), of("b", parts)];
    expect(mergedInstances(findings)).toEqual(findings);
  });

  it("stay as they are where there is one", () => {
    expect(mergedInstances([of("a")])).toEqual([of("a")]);
  });

  it("are one in a place that has the same of several instances, of which none is the place", () => {
    const output = (key: string): Finding =>
      of(key, { address: "output.secrets", message: `the secret of alicloud_ram_access_key.k["${key}"]` });
    expect(mergedInstances([output("a"), output("b")])).toEqual([
      of("a", { address: "output.secrets", message: "the secret of alicloud_ram_access_key.k" }),
    ]);
  });
});
