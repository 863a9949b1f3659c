import type { NamedIdentity } from "../../inventory/model";
import { groupBy } from "../keys/declared-keys";
import { comparePlaces } from "../place-order";
import type { Observation, Rule } from "../rule";
import { violation } from "../rule";
import { quote } from "../wording";
import { judgeAttachments, judgeGroups } from "./relation-quotas";
import { identitySubject } from "./subjects";

/** What the service refuses of relations and names: half-way through an apply, or by losing what it has just made. */
export const USR007: Rule = {
  id: "USR007",
  level: "error",
  fixed: true,
  stages: ["configuration", "plan"],
  title: "More groups or policies than the quota, or names that differ only by case",
  why:
    "RAM refuses the relation over the quota while Terraform is applying, and what came before it stays. RAM compares " +
    "names without regard to case and Terraform does not, so that two spellings of one name never come to rest.",
  fix: "put the permissions into fewer policies, or into groups",
  example: {
    before: `{
  "resource": { "alicloud_ram_user": {
    "etl": { "name": "etl" },
    "old": { "name": "ETL" }
  } }
}`,
    after: `{
  "resource": { "alicloud_ram_user": {
    "etl": { "name": "etl" },
    "old": { "name": "etl-old" }
  } }
}`,
  },
  *evaluate({ inventory }) {
    yield* judgeGroups(inventory);
    yield* judgeAttachments(inventory);
    yield* judgeNames(inventory.identities);
    for (const { site, policy, policyName } of inventory.policyAttachments) {
      if (!policy || typeof policyName !== "string" || typeof policy.name !== "string") continue;
      if (policyName === policy.name) continue;
      const message = `The policy is called ${quote(policy.name)}, not ${quote(policyName)}: Terraform would not find it`;
      yield violation(site, message, { related: [policy.site], fix: "spell the name as the policy does" });
    }
  },
};

function* judgeNames(identities: readonly NamedIdentity[]): Iterable<Observation> {
  const named = identities.filter(({ name, instances }) => typeof name === "string" && instances !== 0);
  const namesakes = groupBy(
    named,
    ({ account, kind, name }) => `${account.key}\n${kind}\n${nameOf(name).toLowerCase()}`,
  );
  for (const group of namesakes.values()) {
    if (group.length < 2) continue;
    const spellings = [...groupBy(group, ({ name }) => name).values()].flatMap(([first]) => first ?? []);
    spellings.sort((one, other) => comparePlaces(one.site, other.site));
    const last = spellings.at(-1);
    if (!last || spellings.length < 2) continue;
    const names = spellings.map(({ name }) => quote(nameOf(name))).join(" and ");
    yield violation(last.site, `The names ${names} differ only by case: for RAM they are one ${last.kind}`, {
      subject: identitySubject(last),
      related: spellings.map(({ site }) => site),
      fix: "give them names that differ in more than case, or declare the identity once",
    });
  }
}

function nameOf(name: NamedIdentity["name"]): string {
  return typeof name === "string" ? name : "";
}
