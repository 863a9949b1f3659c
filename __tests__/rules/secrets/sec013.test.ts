import type { PlainConnection } from "../../../lib/inventory/deployment-model";
import { SEC013 } from "../../../lib/rules/secrets/sec013";
import { findingsOf, siteAt, unknown } from "../inventory";

const SITE = siteAt("app", { address: "provider.alicloud", path: null });

function messages(parts: Partial<PlainConnection>): string[] {
  const connection = {
    site: SITE,
    attribute: "address",
    host: "example.com",
    isLoopback: false,
    unknown: null,
    ...parts,
  };
  return findingsOf(SEC013, { plainConnections: [connection] }).map(({ level, message }) => `${level}: ${message}`);
}

describe("SEC013", () => {
  it("reports whom a provider speaks to in clear", () => {
    expect(messages({})).toEqual(['error: address has it speak HTTP without TLS to "example.com"']);
    expect(messages({ attribute: "protocol", host: null })[0]).toContain("the public endpoint of RAM");
  });

  it("says nothing of loopback", () => {
    expect(messages({ host: "127.0.0.1", isLoopback: true })).toEqual([]);
  });

  it("is indeterminate where it is not known", () => {
    expect(messages({ unknown: unknown("provider.alicloud.protocol") })[0]).toContain("warning: It may speak HTTP");
  });
});
