import type { AccessKeyMetadata } from "../../../lib/configuration/metadata";
import { KEY010 } from "../../../lib/rules/keys/key010";
import { KEY011 } from "../../../lib/rules/keys/key011";
import { KEY012 } from "../../../lib/rules/keys/key012";
import { AccessKeyScenario } from "../../../lib/ram/access-key-scenario";
import { accessKey, findingsOf, gist, METADATA, ROOT_METADATA, rootKey } from "../inventory";

const keyWith = (metadata: AccessKeyMetadata | null) => ({ accessKeys: [accessKey("app/k", { metadata })] });
const scenarioOf = (scenario: string) => keyWith({ ...METADATA, scenario });

describe("KEY010", () => {
  it.each([
    [AccessKeyScenario.LOCAL_DEVELOPMENT, "SSO"],
    [AccessKeyScenario.COMMAND_LINE, "SSO"],
    [AccessKeyScenario.ECS_WORKLOAD, "RAM role of the ECS instance"],
    [AccessKeyScenario.ACK_WORKLOAD, "RRSA"],
    [AccessKeyScenario.FUNCTION_COMPUTE_WORKLOAD, "service role"],
    [AccessKeyScenario.CI_CD, "OIDC"],
  ])("names the better credential for the scenario %s", (scenario, credential) => {
    const [finding] = findingsOf(KEY010, scenarioOf(scenario));
    expect(finding).toMatchObject({ level: "info", verdict: "violation" });
    expect(finding?.message).toContain(credential);
    expect(finding?.fix).toContain(credential);
  });

  it.each([
    AccessKeyScenario.THIRD_PARTY_SERVICE,
    AccessKeyScenario.ON_PREMISES_APPLICATION,
    AccessKeyScenario.OTHER,
    "constructor",
  ])("says nothing of the scenario %s", (scenario) => {
    expect(findingsOf(KEY010, scenarioOf(scenario))).toEqual([]);
  });

  it("says nothing of a key without a scenario", () => {
    expect(findingsOf(KEY010, keyWith(null))).toEqual([]);
  });
});

describe("KEY011", () => {
  it.each([
    ["scenario and necessity", null],
    ["scenario", { ...METADATA, scenario: "" }],
    ["necessity", { ...METADATA, necessity: " " }],
  ])("reports a missing %s", (missing, metadata) => {
    const findings = findingsOf(KEY011, keyWith(metadata));
    expect(gist(findings)).toEqual(["warning violation app/k"]);
    expect(findings[0]?.message).toBe(`Nothing states the ${missing} of the AccessKey`);
  });

  it("says nothing when both are stated", () => {
    expect(findingsOf(KEY011, keyWith(METADATA))).toEqual([]);
  });

  it("asks a root key for no scenario, but for its necessity", () => {
    expect(findingsOf(KEY011, { accessKeys: [rootKey("app/k")] })).toEqual([]);
    const metadata = { ...ROOT_METADATA, necessity: "" };
    expect(findingsOf(KEY011, { accessKeys: [rootKey("app/k", { metadata })] })).toHaveLength(1);
  });
});

describe("KEY012", () => {
  const consumer = (name: string) => ({ service: "hologres", name, owner: "o@example.com" });

  it("reports a key of two consumers, and names them", () => {
    const [finding] = findingsOf(KEY012, keyWith({ ...METADATA, consumers: [consumer("bi"), consumer("etl")] }));
    expect(finding?.level).toBe("warning");
    expect(finding?.message).toBe('2 consumers share the AccessKey: "hologres/bi", "hologres/etl"');
  });

  it("says nothing of one consumer, or of none", () => {
    expect(findingsOf(KEY012, keyWith({ ...METADATA, consumers: [consumer("bi")] }))).toEqual([]);
    expect(findingsOf(KEY012, keyWith({ ...METADATA, consumers: [] }))).toEqual([]);
    expect(findingsOf(KEY012, keyWith(null))).toEqual([]);
  });
});
