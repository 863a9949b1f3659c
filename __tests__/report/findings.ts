import type { Finding } from "../../lib/rules/finding";

/** A finding of a third AccessKey. */
export function thirdKey(parts: Partial<Finding> = {}): Finding {
  const place = (name: string, line: number) => ({
    stack: "analytics-credentials",
    address: `alicloud_ram_access_key.hologres-bi_${name}`,
    path: `analytics-credentials/hologres-bi/${name}`,
    source: { file: "main.ts", line },
  });
  return {
    rule: "KEY002",
    level: "error",
    verdict: "violation",
    ...place("third", 31),
    subject: "user:hologres-bi",
    message: 'RAM user "hologres-bi" would hold 3 AccessKeys; RAM allows 2',
    fix: "remove a key, or give the second workload a user of its own",
    related: [place("dashboards", 22), place("etl", 26), place("third", 31)],
    unknown: null,
    fixed: true,
    acknowledged: null,
    ...parts,
  };
}
