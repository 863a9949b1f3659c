import { compareMembers, listed, pairUp, quote, quoted, said, type Said, type Sayings, type Weight } from "./change";
import {
  isNotKnown,
  type ManifestAcceptance,
  type ManifestAccessKey,
  type ManifestCustody,
  type Told,
} from "./manifest";

/** What is new, different and gone among the AccessKeys of one identity, each by its address. */
export function accessKeyChanges(
  before: readonly ManifestAccessKey[],
  after: readonly ManifestAccessKey[],
  noun = "AccessKey",
): Said[] {
  const { both, added, removed } = pairUp(before, after, (key) => key.address);
  return [
    ...added.map((key) => said("accessKey", "high", `${noun} ${quote(key.name)} added, ${protection(key)}`)),
    ...removed.map((key) => said("accessKey", "medium", `${noun} ${quote(key.name)} removed`)),
    ...both.flatMap(([one, other]) => compareMembers(sayings(`${noun} ${quote(other.name)}`), one, other)),
  ];
}

/** How a new key is protected, whatever of it deserves a look. */
function protection({ custody, secretFile, networks, status, instances, owner, accepted }: ManifestAccessKey): string {
  return [
    `custody ${custodyText(custody)}`,
    networksText(networks),
    ...(secretFile === null ? [] : [`secret written in clear to ${quoted(secretFile)}`]),
    ...(status === null ? [] : [`status ${quoted(status)}`]),
    ...(instances === 1 ? [] : [`instances ${quoted(instances)}`]),
    ...(owner === null ? [] : [`owner ${quoted(owner)}`]),
    ...(accepted === null ? [] : [acceptanceText(accepted)]),
  ].join(", ");
}

function sayings(key: string): Sayings<ManifestAccessKey> {
  const change = (weight: Weight, words: string): Said[] => [said("accessKey", weight, `${key}: ${words}`)];
  return {
    name: (before) => change("low", `called ${quote(before)} before`),
    address: () => [],
    instances: (before, after) => change("high", `instances ${quoted(after)}, before ${quoted(before)}`),
    owner: (before, after) =>
      change("high", `owner ${quoted(after, "not named")}, before ${quoted(before, "not named")}`),
    status: (before, after) =>
      change(
        after === "Inactive" ? "medium" : "high",
        `status ${quoted(after, "no longer pinned")}, before ${quoted(before, "not pinned")}`,
      ),
    custody: (before, after) => change("high", `next custody ${custodyText(after)}, before ${custodyText(before)}`),
    secretFile: (before, after) =>
      after === null
        ? change("low", "secret no longer written to a file")
        : change("high", `secret written in clear to ${quoted(after)}, before ${quoted(before, "to no file")}`),
    networks: (before, after) =>
      change(after === "restricted" ? "low" : "high", `${networksText(after)}, before ${networksText(before)}`),
    scenario: (before, after) => change("low", `scenario ${quoted(after)}, before ${quoted(before)}`),
    necessity: (_, after) => change("low", `necessity ${quoted(after)}`),
    consumers: (before, after) => {
      const { added, removed } = pairUp(before.map(consumerText), after.map(consumerText), (consumer) => consumer);
      const gained = added.length === 0 ? [] : change("medium", `also used by ${listed(added)}`);
      return [...gained, ...(removed.length === 0 ? [] : change("low", `no longer used by ${listed(removed)}`))];
    },
    accepted: (before, after) =>
      change(isWider(before, after) ? "high" : "low", after === null ? "no longer accepted" : acceptanceText(after)),
  };
}

function consumerText({ service, name, owner, runbook }: ManifestAccessKey["consumers"][number]): string {
  return `${service}/${name} of ${owner}${runbook === null ? "" : `, runbook ${runbook}`}`;
}

function networksText(networks: ManifestAccessKey["networks"]): string {
  if (isNotKnown(networks)) return `network restriction ${quoted(networks)}`;
  return networks === "restricted" ? "restricted to networks" : "no network restriction";
}

export function custodyText(custody: Told<ManifestCustody>): string {
  if (isNotKnown(custody)) return quoted(custody);
  switch (custody.kind) {
    case "pgp":
    case "keybase":
      return `${custody.kind} ${quoted(custody.recipient)}`;
    case "unusable":
      return "a PGP key that cannot be used";
    case "state":
      return `in clear in the state, ${custody.accepted === null ? "not accepted" : acceptanceText(custody.accepted)}`;
  }
}

export function acceptanceText({ reason, until, owner, link }: ManifestAcceptance): string {
  const by = owner === null ? "" : ` by ${quote(owner)}`;
  return `accepted${by} until ${quote(until)}: ${quote(reason)}${link === null ? "" : ` (${quote(link)})`}`;
}

/** Whether a decision accepts more than the one before: it is new, or it holds for longer. */
export function isWider(before: ManifestAcceptance | null, after: ManifestAcceptance | null): boolean {
  return after !== null && (before === null || after.until > before.until);
}
