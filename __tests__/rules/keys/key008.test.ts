import { KEY008 } from "../../../lib/rules/keys/key008";
import type { AccessKey, NetworkRestriction } from "../../../lib/inventory/model";
import { accessKey, findingsOf, gist, METADATA, siteAt, unknown } from "../inventory";

const site = siteAt("app/restriction", { address: "alicloud_ram_access_key_policy.r" });
const consumer = (service: string) => ({ service, name: "n", owner: "o@example.com" });
const keyOf = (...services: string[]) =>
  accessKey("app/k", { metadata: { ...METADATA, consumers: services.map(consumer) } });

describe("KEY008", () => {
  it("reports a key without a restriction", () => {
    expect(gist(findingsOf(KEY008, { accessKeys: [keyOf("adb")] }))).toEqual(["info violation app/k"]);
    expect(findingsOf(KEY008, { accessKeys: [accessKey("app/k", { metadata: null })] })).toHaveLength(1);
  });

  it.each<[string, AccessKey["instances"], string[], string[]]>([
    ["one of two", 2, ["0"], ["info violation app/k"]],
    ["one of two, twice", 2, ["0", "0"], ["info violation app/k"]],
    ["the second of two", 2, ["1"], ["info violation app/k"]],
    ["both", 2, ["0", "1"], []],
    ["the only one", 1, ["a"], []],
    ["one of nobody knows how many", unknown("k.count"), ["0"], ["info indeterminate app/k"]],
  ])("counts the instances that are restricted: %s", (_, instances, restricted, expected) => {
    const networkRestrictions = restricted.map((instance) => ({
      site,
      accessKey: { stack: "app", address: "alicloud_ram_access_key.k", instance },
      document: null,
    }));
    const accessKeys = [accessKey("app/k", { metadata: null, instances })];
    expect(gist(findingsOf(KEY008, { accessKeys, networkRestrictions }))).toEqual(expected);
  });

  it("says how many of the instances are restricted, and takes one restriction of all for enough", () => {
    const accessKeys = [accessKey("app/k", { metadata: null, instances: 2 })];
    const restriction = { stack: "app", address: "alicloud_ram_access_key.k" };
    const one = [{ site, accessKey: { ...restriction, instance: "0" }, document: null }];
    expect(findingsOf(KEY008, { accessKeys, networkRestrictions: one })[0]?.message).toBe(
      "No more than 1 of these 2 AccessKeys has a network restriction",
    );
    expect(
      findingsOf(KEY008, { accessKeys, networkRestrictions: [{ site, accessKey: restriction, document: null }] }),
    ).toEqual([]);
  });

  it("says nothing of a restricted key, and only of that one", () => {
    const networkRestrictions: NetworkRestriction[] = [
      { site, accessKey: { stack: "app", address: "alicloud_ram_access_key.k" }, document: null },
    ];
    const accessKeys = [keyOf("adb"), accessKey("other/k", { metadata: null })];
    expect(gist(findingsOf(KEY008, { accessKeys, networkRestrictions }))).toEqual(["info violation other/k"]);
  });

  it.each(["hologres", "Hologres", "ApsaraMQ for RocketMQ", "rabbitmq", "MQTT", "EventBridge", "MNS"])(
    "says nothing when the only consumer is %s, which ignores restrictions",
    (service) => {
      expect(findingsOf(KEY008, { accessKeys: [keyOf(service)] })).toEqual([]);
    },
  );

  it("reports a key of which one consumer of two heeds restrictions", () => {
    expect(findingsOf(KEY008, { accessKeys: [keyOf("hologres", "adb")] })).toHaveLength(1);
  });

  it("is indeterminate when a restriction may be that of any key", () => {
    const networkRestrictions = [
      { site, accessKey: unknown("alicloud_ram_access_key_policy.r.user_access_key_id"), document: null },
    ];
    const [finding] = findingsOf(KEY008, { accessKeys: [keyOf("adb")], networkRestrictions });
    expect(finding).toMatchObject({
      level: "info",
      verdict: "indeterminate",
      unknown: "alicloud_ram_access_key_policy.r.user_access_key_id",
    });
    const several = ["z.id", "a.id", "m.id"].map((attribute) => ({
      site,
      accessKey: unknown(attribute),
      document: null,
    }));
    expect(findingsOf(KEY008, { accessKeys: [keyOf("adb")], networkRestrictions: several })[0]?.unknown).toBe("a.id");
  });
});
