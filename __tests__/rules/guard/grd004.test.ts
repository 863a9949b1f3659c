import type { LiveKeys } from "../../../lib/listing/live-keys";
import type { Inventory, NamedIdentity, Owner, Stack } from "../../../lib/inventory/model";
import { CATALOGUE } from "../../../lib/rules/catalogue";
import { evaluate } from "../../../lib/rules/evaluate";
import { GRD004 } from "../../../lib/rules/guard/grd004";
import { profileNamed } from "../../../lib/rules/profiles/profiles";
import { NO_SETTINGS, type FileAcknowledgement, type Settings } from "../../../lib/rules/settings";
import {
  accessKey,
  accountOf,
  acknowledgement,
  identity,
  inventoryOf,
  METADATA,
  ownerOf,
  ROOT_METADATA,
  rootKey,
  stackOf,
  TODAY,
  unknown,
} from "../inventory";
import { listing } from "../live/listings";
import { planFindings } from "../plan/plans";

interface Side {
  readonly inventory?: Partial<Inventory>;
  readonly settings?: Partial<Settings>;
}
const both = ({ inventory = {}, settings = {} }: Side) => ({
  inventory: inventoryOf(inventory),
  settings: { ...NO_SETTINGS, ...settings },
});
const allFindings = (before: Side, after: Side) =>
  evaluate(both(after).inventory, {
    stage: "configuration",
    today: TODAY,
    settings: both(after).settings,
    base: both(before),
  });
const said = (before: Side, after: Side) =>
  allFindings(before, after)
    .filter(({ rule }) => rule === "GRD004")
    .map(({ message }) => message);

const profile = (name: string): Side => ({ settings: { profile: profileNamed(name) ?? null } });
const levels = (...pairs: [string, "error" | "warning" | "info" | "off"][]): Side => ({
  settings: { levels: new Map(pairs) },
});
const stacks = (...made: Stack[]): Side => ({ inventory: { stacks: made } });
const code = (...acknowledgements: Stack["acknowledgements"]) => stacks(stackOf("app", { acknowledgements }));
const fileAcknowledgement = (until = "2026-12-31", target = "a.b*"): Side => {
  const entry: FileAcknowledgement = {
    rule: "KEY011",
    by: "address",
    target,
    reason: "agreed",
    owner: "platform",
    until,
    source: { file: "ramparts.yaml", line: 3 },
  };
  return { settings: { acknowledgements: [entry] } };
};
const custody = (until?: string, path = "app/k"): Side => {
  const acknowledgement = until === undefined ? {} : { acknowledgement: { reason: "r", until } };
  const metadata = { ...METADATA, custody: { kind: "state" as const, ...acknowledgement } };
  return { inventory: { accessKeys: [accessKey(path, { metadata })] } };
};
const root = (until: string, path = "app/root"): Side => {
  const metadata = { ...ROOT_METADATA, root: { ...ROOT_METADATA.root!, until } };
  return { inventory: { accessKeys: [rootKey(path, { metadata })] } };
};
/** A user of whom the code says a number of existing keys, or nothing. */
const existing = (said: number | null, parts: Partial<NamedIdentity> = {}): Side => {
  const declaration = identity("user", "etl", parts);
  const unsaid = declaration.created ? 0 : unknown("existingAccessKeys of etl", "nobody has said it");
  const counts = { existingAccessKeys: said ?? unsaid, saysExistingAccessKeys: said !== null };
  const userName = typeof declaration.name === "string" ? declaration.name : null;
  return { inventory: { owners: [ownerOf(userName, { declaration, ...counts })] } };
};
const ADOPTED = { created: false };
const rootKeys = (existingAccountAccessKeys?: number): Side => {
  const declared = {
    accountId: "1234567890123456",
    ...(existingAccountAccessKeys !== undefined && { existingAccountAccessKeys }),
  };
  return { inventory: { accounts: [accountOf("1234567890123456", { declared })] } };
};
const programs = (...providers: string[]): Side => {
  return { settings: { terraform: { providers, modules: [], backends: [] } } };
};
const claim = (accessKeysPerUser: number): Side => {
  const declared = { accountId: "1234567890123456", quotas: { accessKeysPerUser } };
  return { inventory: { accounts: [accountOf("1234567890123456", { declared })] } };
};
const keysOf = ({ inventory }: Side) => inventory?.accessKeys ?? [];
const entriesOf = ({ settings }: Side) => settings?.acknowledgements ?? [];
const list = (...allowedRecipients: string[]): Side => ({ settings: { allowedRecipients } });
const guard = (name: string | null) => stacks(stackOf("app", { guard: { profile: name } }));

describe("GRD004", () => {
  it.each<[string, Side, Side, string]>([
    ["a guard that is gone", guard(null), stacks(stackOf("app")), 'The guard looked at the stack "app"'],
    ["a weaker profile in the file", profile("strict"), profile("cis-1.0"), "The profile was strict and is cis-1.0"],
    ["a profile that the file names no more", profile("strict"), {}, "The profile was strict and is baseline"],
    ["a weaker profile in code", guard("strict"), guard("baseline"), "The profile was strict and is baseline"],
    ["a lower level", {}, levels(["KEY011", "off"]), "KEY011 was at level warning and is at off"],
    ["a level that is raised no more", levels(["KEY011", "error"]), {}, "KEY011 was at level error and is at warning"],
    [
      "a looser threshold",
      {},
      { settings: { thresholds: { accessKeyMaxAgeDays: 365 } } },
      "The threshold accessKeyMaxAgeDays was 90 and is 365",
    ],
    [
      "a larger quota",
      {},
      { settings: { quotas: { accessKeysPerUser: 3 } } },
      "The quota accessKeysPerUser was 2 and is 3",
    ],
    [
      "a larger quota that the code claims",
      claim(2),
      claim(3),
      "The code says that the quota accessKeysPerUser is 3, and said or was taken for 2 before",
    ],
    ["another recipient", list("A"), list("A", "B"), "Secrets may now be encrypted to the PGP key B too"],
    ["any recipient", list("A"), {}, "now secrets may be encrypted to any"],
    [
      "another provider that a review may run",
      programs("aliyun/alicloud"),
      programs("aliyun/alicloud", "hashicorp/external"),
      'A review may now have Terraform use "hashicorp/external" of providers, too',
    ],
    ["a review that may run everything", programs(), {}, "now it may run everything"],
    [
      "a new acknowledgement in code",
      code(),
      code(acknowledgement("KEY008", "app/u")),
      'New acceptance of KEY008 at "app/u" until 2026-12-31; its reason is: agreed with security',
    ],
    [
      "a new acknowledgement of the whole app",
      code(),
      code(acknowledgement("KEY008", "")),
      "New acceptance of KEY008 in the whole app until",
    ],
    [
      "one in code that holds longer",
      code(acknowledgement("KEY008", "app/u")),
      code(acknowledgement("KEY008", "app/u", "2027-12-31")),
      'The acceptance of KEY008 at "app/u" ended on 2026-12-31 and now on 2027-12-31',
    ],
    [
      "a new one in the file",
      {},
      fileAcknowledgement(),
      'New acceptance of KEY011 at "a.b*" by platform until 2026-12-31',
    ],
    [
      "one in the file that holds longer",
      fileAcknowledgement(),
      fileAcknowledgement("2028-01-01"),
      "now on 2028-01-01",
    ],
    ["a secret newly in the state", custody(), custody("2026-12-31"), "New acceptance of the secret in the state"],
    ["a root key for longer", root("2026-12-31"), root("2027-12-31"), "The acceptance of the root key by platform"],
    [
      "an acknowledgement of another place",
      code(acknowledgement("KEY008", "app/u")),
      code(acknowledgement("KEY008", "app/u"), acknowledgement("KEY008", "app/v")),
      'New acceptance of KEY008 at "app/v"',
    ],
    [
      "an acknowledgement of another rule in the whole app",
      code(acknowledgement("KEY008", "")),
      code(acknowledgement("KEY008", ""), acknowledgement("KEY011", "")),
      "New acceptance of KEY011 in the whole app",
    ],
    [
      "an acknowledgement of one place in another stack",
      code(acknowledgement("KEY008", "app/u")),
      stacks(...["app", "b"].map((name) => stackOf(name, { acknowledgements: [acknowledgement("KEY008", "app/u")] }))),
      'New acceptance of KEY008 at "app/u"',
    ],
    [
      "another secret in the state",
      custody("2026-12-31"),
      { inventory: { accessKeys: [...keysOf(custody("2026-12-31")), ...keysOf(custody("2026-12-31", "app/other"))] } },
      "New acceptance of the secret in the state",
    ],
    [
      "another root key",
      root("2026-12-31"),
      { inventory: { accessKeys: [...keysOf(root("2026-12-31")), ...keysOf(root("2026-12-31", "app/other"))] } },
      "New acceptance of the root key",
    ],
    [
      "another one in the file",
      fileAcknowledgement(),
      {
        settings: {
          acknowledgements: [
            ...entriesOf(fileAcknowledgement()),
            ...entriesOf(fileAcknowledgement("2026-12-31", "c.d")),
          ],
        },
      },
      'New acceptance of KEY011 at "c.d"',
    ],
    [
      "a smaller number of existing keys",
      existing(2),
      existing(1),
      'The code said 2 AccessKeys that Terraform does not manage of RAM user "etl", and says 1 now',
    ],
    ["a larger number of existing keys", existing(0), existing(1), "The code said 0 AccessKeys that"],
    [
      "a number of existing keys that nobody says any more",
      existing(1),
      existing(null),
      'The code said 1 AccessKey that Terraform does not manage of RAM user "etl", and says nothing now, ' +
        "which is taken for none",
    ],
    [
      "a number where nobody had said one",
      existing(null, ADOPTED),
      existing(0, ADOPTED),
      'Nobody had said how many AccessKeys that Terraform does not manage there are of RAM user "etl", and the code ' +
        "says 0 now",
    ],
    [
      "another number of a user that gets another name",
      existing(1),
      existing(0, { name: "loader" }),
      'of RAM user "loader", and says 0 now',
    ],
    ["another number of existing root keys", rootKeys(2), rootKeys(1), "of the Alibaba Cloud account 1234567890123456"],
  ])("says %s", (_case, before, after, message) => {
    const messages = said(before, after);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(message);
  });

  it.each<[string, Side, Side]>([
    ["nothing that has changed", fileAcknowledgement(), fileAcknowledgement()],
    ["a stricter profile", profile("baseline"), profile("strict")],
    ["a profile that moves from code to the file", guard("strict"), { ...guard(null), ...profile("strict") }],
    ["a higher level", {}, levels(["KEY011", "error"])],
    ["a level that is what it was", {}, levels(["KEY011", "warning"])],
    ["a tighter threshold", {}, { settings: { thresholds: { accessKeyMaxAgeDays: 30 } } }],
    [
      "a larger quota that was as large before",
      { settings: { quotas: { accessKeysPerUser: 3 } } },
      { settings: { quotas: { accessKeysPerUser: 3 } } },
    ],
    [
      "an earlier end of one of two for the whole app",
      stacks(
        stackOf("a", { acknowledgements: [acknowledgement("KEY008", "", "2027-12-31")] }),
        stackOf("b", { acknowledgements: [acknowledgement("KEY008", "", "2026-12-31")] }),
      ),
      stacks(
        stackOf("a", { acknowledgements: [acknowledgement("KEY008", "", "2026-12-31")] }),
        stackOf("b", { acknowledgements: [acknowledgement("KEY008", "", "2027-12-31")] }),
      ),
    ],
    ["a claim that was as large before", claim(3), claim(3)],
    ["a smaller claim", claim(3), claim(1)],
    ["a smaller quota", {}, { settings: { quotas: { accessKeysPerUser: 1 } } }],
    ["a list of recipients where there was none", {}, list("A")],
    ["a shorter list", list("A", "B"), list("A")],
    ["a list of programs where there was none", {}, programs("hashicorp/external")],
    ["fewer programs", programs("aliyun/alicloud"), programs()],
    ["an acknowledgement that is gone", code(acknowledgement("KEY008", "app")), code()],
    ["one that ends earlier", fileAcknowledgement("2028-01-01"), fileAcknowledgement()],
    ["the same number of existing keys", existing(1), existing(1)],
    ["a number of existing keys that was assumed before", existing(null), existing(1)],
    ["a number that nobody says any more, so that nobody knows it", existing(1, ADOPTED), existing(null, ADOPTED)],
    ["the number of a new user", {}, existing(1)],
    ["the number of a user that is gone", existing(1), {}],
    ["the same number of existing root keys", rootKeys(1), rootKeys(1)],
    ["a new stack without a guard", guard(null), stacks(stackOf("app", { guard: { profile: null } }), stackOf("new"))],
    ["a stack that is gone with its guard", guard(null), stacks(stackOf("other"))],
  ])("does not say %s", (_case, before, after) => {
    expect(said(before, after)).toEqual([]);
  });

  it("says it where the owner of a key is only referred to, at the key that says it", () => {
    const referred = (existingAccessKeys: number): Side => {
      const owner = ownerOf("bi", { existingAccessKeys, saysExistingAccessKeys: true });
      const user = { origin: "referred" as const, existingAccessKeys };
      const accessKeys = [
        accessKey("app/silent", { owner }),
        accessKey("app/saying", { owner, metadata: { ...METADATA, user } }),
      ];
      return { inventory: { owners: [owner], accessKeys } };
    };
    const [finding] = allFindings(referred(1), referred(0)).filter(({ rule }) => rule === "GRD004");
    expect(finding).toMatchObject({ path: "app/saying", level: "warning" });
  });

  it.each<[string, number, Owner["manifestAccessKeys"], LiveKeys | null, string[]]>([
    [
      "another number than the manifest",
      0,
      2,
      null,
      ['The manifest has 2 AccessKeys that Terraform does not manage of RAM user "etl", and the code says 0 now'],
    ],
    [
      "a number that the manifest does not know",
      0,
      unknown("existingAccessKeys"),
      null,
      [
        "The manifest does not know how many AccessKeys that Terraform does not manage there are of " +
          'RAM user "etl", and the code says 0 now',
      ],
    ],
    ["the same number as the manifest", 2, 2, null, []],
    ["another number, and a listing", 0, 2, listing({ etl: [] }), []],
    ["another number, and a listing without the user", 0, 2, listing({ bi: [] }), [expect.stringContaining("has 2")]],
    ["a number, without a manifest", 0, undefined, null, []],
  ])("judges in a plan %s", (_, existingAccessKeys, manifestAccessKeys, liveKeys, expected) => {
    const declaration = identity("user", "etl");
    const told = { declaration, existingAccessKeys, saysExistingAccessKeys: true };
    const owners = [ownerOf("etl", { ...told, ...(manifestAccessKeys !== undefined && { manifestAccessKeys }) })];
    const accounts = [accountOf("1234567890123456")];
    const findings = planFindings(GRD004, { after: { owners, accounts } }, liveKeys ? { liveKeys } : {});
    expect(findings.map(({ message }) => message)).toEqual(expected);
  });

  it("says nothing without a base", () => {
    const { inventory } = both(code(acknowledgement("KEY008", "app")));
    const findings = evaluate(inventory, { stage: "configuration", today: TODAY });
    expect(findings.filter(({ rule }) => rule === "GRD004")).toEqual([]);
  });

  it("comes before everything else, errors included", () => {
    const accessKeys = [accessKey("app/k", { owner: null })];
    const findings = allFindings({}, { inventory: { accessKeys }, ...levels(["KEY008", "off"]) });
    expect(findings.map(({ rule }) => rule).slice(0, 2)).toEqual(["GRD004", "KEY001"]);
  });

  it("stays an error in the change that lowers it to a warning", () => {
    const level = (before: Side, after: Side) =>
      allFindings(before, after)
        .filter(({ rule }) => rule === "GRD004")
        .map((finding) => finding.level);
    const error = levels(["GRD004", "error"]);
    expect(level(error, {})).toEqual(["error"]);
    expect(level(levels(), { ...code(acknowledgement("KEY008", "app")), ...error })).toEqual(["error"]);
  });

  it("can be neither accepted nor lowered by the change itself", () => {
    const after = { ...code(acknowledgement("GRD004", "")), ...levels(["GRD004", "off"]) };
    const findings = allFindings({}, after).filter(({ rule }) => rule === "GRD004");
    expect(findings).toMatchObject([{ level: "warning", acknowledged: null, fixed: true }]);
    expect(CATALOGUE.find(({ id }) => id === "GRD004")?.fixed).toBe(true);
  });
});
