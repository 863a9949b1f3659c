import type { Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, quote } from "../wording";

/** A provider or backend whose traffic everybody on the way can read. */
export const SEC013: Rule = {
  id: "SEC013",
  level: "error",
  stages: ["configuration"],
  title: "Provider or backend that speaks plain HTTP",
  why: "New secrets and the whole state cross the network in clear, and anybody on the way can read and change them.",
  fix: "use HTTPS: leave out protocol, and write addresses with https://",
  example: {
    before: `{
  "provider": { "alicloud": [{
    "region": "cn-hangzhou",
    "protocol": "HTTP"
  }] }
}`,
    after: `{
  "provider": { "alicloud": [{
    "region": "cn-hangzhou"
  }] }
}`,
  },
  *evaluate({ inventory }) {
    for (const { site, attribute, host, isLoopback, unknown } of inventory.plainConnections) {
      if (unknown) {
        yield indeterminate(site, `It may speak HTTP without TLS: ${notKnown(unknown)}`, unknown);
      } else if (!isLoopback) {
        const whom = host === null ? "the public endpoint of RAM" : quote(host);
        yield violation(site, `${attribute} has it speak HTTP without TLS to ${whom}`);
      }
    }
  },
};
