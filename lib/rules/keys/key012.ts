import type { Rule } from "../rule";
import { violation } from "../rule";
import { quote, subjectOf } from "../wording";
import { declaredKeys } from "./declared-keys";

/** One key in several hands: a rotation must reach all of them at once, and a leak has no address. */
export const KEY012: Rule = {
  id: "KEY012",
  level: "warning",
  stages: ["configuration"],
  title: "AccessKey shared by several consumers",
  why:
    "A shared key cannot be disabled for one consumer without stopping the others, " +
    "and the logs do not tell which of them made a call.",
  fix: "give each consumer a RAM user and a key of its own",
  example: {
    before: 'etl.addAccessKey("shared", { ...options, consumers: [loader, dashboards] });',
    after: `etl.addAccessKey("load", { ...options, consumers: [loader] });
bi.addAccessKey("dashboards", { ...options, consumers: [dashboards] });`,
  },
  *evaluate({ inventory }) {
    for (const key of declaredKeys(inventory)) {
      const consumers = key.metadata?.consumers ?? [];
      if (consumers.length < 2) continue;
      const names = consumers.map((consumer) => quote(`${consumer.service}/${consumer.name}`)).join(", ");
      const message = `${consumers.length} consumers share the AccessKey: ${names}`;
      yield violation(key.site, message, { subject: subjectOf(key) });
    }
  },
};
