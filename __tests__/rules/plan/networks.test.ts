import fc from "fast-check";
import type { NetworkRestriction } from "../../../lib/inventory/model";
import { isCovered, readRange } from "../../../lib/rules/plan/address-ranges";
import { PLN014 } from "../../../lib/rules/plan/pln014";
import { accessKey, gist, siteAt, unknown } from "../inventory";
import { change, planFindings, type PlanParts } from "./plans";

const RESTRICTION = "alicloud_ram_access_key_policy.k";
const KEY = { stack: "app", address: "alicloud_ram_access_key.k" };

const publicList = (...addresses: string[]): object => ({ Type: "ClassicWhiteList", IPList: addresses });
const vpcList = (vpc: string, ...addresses: string[]): object => ({
  Type: "VPCWhiteList",
  Value: vpc,
  IPList: addresses,
});

function active(...statements: unknown[]): string {
  return JSON.stringify({ Version: 1, Status: "Active", Statements: statements });
}

function restriction(
  document: NetworkRestriction["document"],
  parts: Partial<NetworkRestriction> = {},
): NetworkRestriction {
  return { site: siteAt("app", { address: RESTRICTION, path: null }), accessKey: KEY, document, ...parts };
}

/** The plan that turns one document into another; null stands for no restriction. */
function planFrom(before: NetworkRestriction["document"], after: NetworkRestriction["document"]): PlanParts {
  const keys = [accessKey("app/k")];
  return {
    before: { accessKeys: keys, networkRestrictions: before === null ? [] : [restriction(before)] },
    after: { accessKeys: keys, networkRestrictions: after === null ? [] : [restriction(after)] },
    changes: [change(RESTRICTION, after === null ? "delete" : "update")],
  };
}

const OFFICE = active(publicList("203.0.113.0/24"));

describe("PLN014", () => {
  it.each<[string, string, string | null, string]>([
    ["the restriction removed", OFFICE, null, "is removed: it works from everywhere"],
    ["it set to Inactive", OFFICE, '{"Status":"Inactive","Statements":[]}', "is set to Inactive"],
    ["another public address", OFFICE, active(publicList("203.0.113.0/24", "8.8.8.8")), "more public addresses"],
    ["a larger block", OFFICE, active(publicList("203.0.112.0/23")), "more public addresses"],
    ["an IPv6 address", OFFICE, active(publicList("203.0.113.0/24", "2001:db8::1")), "more public addresses"],
    ["everything", OFFICE, active(publicList("0.0.0.0/0")), "more public addresses"],
    [
      "another VPC",
      active(vpcList("vpc-1", "10.0.0.0/8")),
      active(vpcList("vpc-1", "10.0.0.0/8"), vpcList("vpc-2", "10.0.0.1")),
      "the VPC vpc-2",
    ],
    ["all VPCs", active(vpcList("vpc-1", "10.0.0.0/8")), active(vpcList("AllowAllVPC", "10.0.0.1")), "all VPCs"],
    [
      "more of a VPC",
      active(vpcList("vpc-1", "10.0.0.0/16")),
      active(vpcList("vpc-1", "10.0.0.0/8")),
      "more addresses of the VPC vpc-1",
    ],
  ])("reports %s", (_, before, after, message) => {
    const [finding, ...others] = planFindings(PLN014, planFrom(before, after));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: "warning", verdict: "violation", subject: "user:etl" });
    expect(finding?.message).toContain(message);
  });

  it.each<[string, string, string | null]>([
    [
      "the same in another order",
      active(publicList("10.0.0.1", "10.0.0.2")),
      active(publicList("10.0.0.2", "10.0.0.1")),
    ],
    ["a block as its halves", OFFICE, active(publicList("203.0.113.128/25", "203.0.113.0/25"))],
    [
      "the same in two statements",
      active(publicList("10.0.0.0/31")),
      active(publicList("10.0.0.1"), publicList("10.0.0.0")),
    ],
    ["fewer addresses", OFFICE, active(publicList("203.0.113.7"))],
    ["an address spelled otherwise", active(publicList("2001:DB8:0::1")), active(publicList("2001:db8::0001/128"))],
    ["a VPC among all", active(vpcList("AllowAllVPC", "::/0", "0.0.0.0/0")), active(vpcList("vpc-1", "10.0.0.0/8"))],
    ["a restriction that was not in force", '{"Status":"Inactive","Statements":[]}', null],
    ["the first restriction", '{"Status":"Inactive"}', OFFICE],
  ])("says nothing of %s", (_, before, after) => {
    expect(planFindings(PLN014, planFrom(before, after))).toEqual([]);
  });

  it.each<[string, NetworkRestriction["document"], NetworkRestriction["document"], string]>([
    ["what is known after the apply", OFFICE, unknown("k.access_key_policy"), "k.access_key_policy"],
    ["a document of no kind", OFFICE, '{"Status":"Active"}', `${RESTRICTION}.access_key_policy`],
    ["no JSON", OFFICE, "nothing", `${RESTRICTION}.access_key_policy`],
    ["an address that is none", OFFICE, active(publicList("10.0.0.300")), `${RESTRICTION}.access_key_policy`],
    ["no statement any more", OFFICE, active(), `${RESTRICTION}.access_key_policy`],
    ["a VPC where none was named", OFFICE, active(publicList("203.0.113.1"), vpcList("v", "10.0.0.1")), RESTRICTION],
    [
      "a VPC without addresses",
      active(vpcList("v", "10.0.0.1")),
      active({ Type: "VPCWhiteList", Value: "v" }),
      RESTRICTION,
    ],
    ["what is hidden", unknown("k.access_key_policy", "it is marked as sensitive"), OFFICE, "k.access_key_policy"],
  ])("is indeterminate about %s", (_, before, after, attribute) => {
    const [finding, ...others] = planFindings(PLN014, planFrom(before, after));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: "info", verdict: "indeterminate" });
    expect(finding?.unknown).toContain(attribute);
  });

  it("says nothing where the key goes as well", () => {
    const parts = planFrom(OFFICE, null);
    expect(planFindings(PLN014, { ...parts, after: {} })).toEqual([]);
  });

  it("says nothing of what Terraform forgets, since it stays in force", () => {
    const parts = planFrom(OFFICE, null);
    expect(planFindings(PLN014, { ...parts, changes: [change(RESTRICTION, "forget")] })).toEqual([]);
  });

  it("says nothing of a hidden document that nothing changes", () => {
    const hidden = unknown("k.access_key_policy");
    expect(planFindings(PLN014, { ...planFrom(hidden, hidden), changes: [change(RESTRICTION, "no-op")] })).toEqual([]);
  });

  it("follows the key when another resource restricts it instead", () => {
    const elsewhere = restriction(OFFICE, { site: siteAt("app", { address: "alicloud_ram_access_key_policy.new" }) });
    const parts = planFrom(OFFICE, null);
    const after = { ...parts.after, networkRestrictions: [elsewhere] };
    expect(planFindings(PLN014, { ...parts, after })).toEqual([]);
  });

  it("reports the removal from a key that is declared elsewhere", () => {
    const accessKeyUnknown = unknown(`${RESTRICTION}.user_access_key_id`);
    const before = { networkRestrictions: [restriction(OFFICE, { accessKey: accessKeyUnknown })] };
    expect(gist(planFindings(PLN014, { before, changes: [change(RESTRICTION, "delete")] }))).toEqual([
      `warning violation ${RESTRICTION}`,
    ]);
  });
});

describe("a range of addresses", () => {
  const text = fc
    .record({ parts: fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }), prefix: fc.integer({ min: 20, max: 32 }) })
    .map(
      ({ parts, prefix }) =>
        `${parts
          .slice(0, 2)
          .map((part) => part % 2)
          .join(".")}.${parts.slice(2).join(".")}/${prefix}`,
    );

  it("is covered exactly when each of its addresses is", () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 6 }), (one, several) => {
        const range = readRange(one);
        const others = several.map(readRange).filter((other) => other !== null);
        if (range === null) throw new Error(one);
        let isEach = true;
        for (let at = range.first; at <= range.last; at++) {
          isEach &&= others.some(({ first, last }) => first <= at && at <= last);
        }
        expect(isCovered(range, others)).toBe(isEach);
      }),
      { numRuns: 200 },
    );
  });

  it.each(["", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "::1%eth0", "::/129", "office", "010.0.0.1"])(
    "is not %j",
    (wrong) => {
      expect(readRange(wrong)).toBeNull();
    },
  );

  it.each([
    ["::", 0n],
    ["::1", 1n],
    ["1::", 1n << 112n],
    ["1:2:3:4:5:6:7:8", 0x00010002000300040005000600070008n],
    ["::ffff:1.2.3.4", 0xffff01020304n],
  ])("reads %s", (address, first) => {
    expect(readRange(address)).toEqual({ family: 6, first, last: first });
  });
});
