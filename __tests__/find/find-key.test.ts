import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { findKey, type FindSources } from "../../lib/find/find-key";
import { shellWord } from "../../lib/find/shell-word";
import type { Inventory } from "../../lib/inventory/model";
import { readConfiguration } from "../../lib/inventory/configuration";
import { manifestOf } from "../../lib/manifest/from-inventory";
import { keyReportText } from "../../lib/report/key-report";
import { readStates, type StateSource } from "../../lib/inventory/read-states";
import { accessKey, accountOf, inventoryOf, METADATA, ownerOf, rootKey, siteAt } from "../rules/inventory";
import { ACCOUNT, idOf, listing, liveKey } from "../rules/live/listings";
import { codePoint } from "../code-point";

const GREEN = idOf("green-0001");
const BLUE = idOf("blue-0002");

/** A configuration as cdktf writes it for one user with two keys, of which one pins its status. */
const CONFIGURATION = {
  provider: { alicloud: [{ account_id: ACCOUNT }] },
  resource: {
    alicloud_ram_user: { bi: { name: "hologres-bi" } },
    alicloud_ram_access_key: {
      green: {
        user_name: "${alicloud_ram_user.bi.name}",
        status: "Active",
        "//": {
          metadata: { path: "analytics/bi/green" },
          ramparts: {
            source: "main.ts:42",
            accessKey: {
              ...METADATA,
              name: "green",
              consumers: [
                {
                  service: "hologres",
                  name: "bi-production",
                  owner: "bi@example.com",
                  runbook: "https://example.com/bi",
                },
              ],
            },
          },
        },
      },
      blue: { user_name: "${alicloud_ram_user.bi.name}" },
    },
    alicloud_ram_user_policy_attachment: {
      a: { user_name: "hologres-bi", policy_name: "AliyunHologresReadOnlyAccess", policy_type: "System" },
    },
    alicloud_ram_user_group_attachment: { m: { user_name: "hologres-bi", group_name: "readers" } },
    alicloud_ram_group_policy_attachment: { g: { group_name: "readers", policy_name: "logs", policy_type: "Custom" } },
  },
};

const configuration = { name: "analytics", files: [{ name: "cdk.tf.json", content: CONFIGURATION }] };

function resource(type: string, name: string, values: object): object {
  return { address: `${type}.${name}`, mode: "managed", type, name, values };
}

const CONTENT = {
  format_version: "1.0",
  values: {
    root_module: {
      resources: [
        resource("alicloud_ram_user", "bi", { name: "hologres-bi" }),
        resource("alicloud_ram_access_key", "green", { id: GREEN, user_name: "hologres-bi", status: "Active" }),
        resource("alicloud_ram_access_key", "blue", { id: BLUE, user_name: "hologres-bi", status: "Inactive" }),
        resource("alicloud_ram_user_policy_attachment", "a", {
          user_name: "hologres-bi",
          policy_name: "AliyunHologresReadOnlyAccess",
          policy_type: "System",
        }),
        resource("alicloud_ram_user_group_attachment", "m", { user_name: "hologres-bi", group_name: "readers" }),
        resource("alicloud_ram_group_policy_attachment", "g", {
          group_name: "readers",
          policy_name: "logs",
          policy_type: "Custom",
        }),
      ],
    },
  },
};
const document = { kind: "state", content: CONTENT } as const;

/** The state without the resources of which the type has a text in it. */
function stateWithout(text: string): StateSource["document"] {
  const resources = CONTENT.values.root_module.resources.filter((each) => !JSON.stringify(each).includes(text));
  return { kind: "state", content: { ...CONTENT, values: { root_module: { resources } } } };
}

const NOTHING: FindSources = { states: null, configuration: null, liveKeys: null, manifest: null };
const ALL: FindSources = {
  ...NOTHING,
  states: readStates([{ name: "analytics", document, configuration }]),
  configuration: readConfiguration([configuration]),
};

function states(parts: Partial<Inventory>): FindSources {
  return { ...NOTHING, states: inventoryOf(parts) };
}

const record = { id: GREEN, created: "2026-01-02T03:04:05Z", hasClearSecret: false, hasSecret: true };

describe("a key that is looked for", () => {
  it("is told from construct and line to the command that stops it", () => {
    const report = findKey(GREEN, ALL);
    expect(report).toMatchObject({
      id: "exam…0001",
      status: "Active",
      holder: { kind: "user", label: 'RAM user "hologres-bi"', accountId: ACCOUNT },
      place: {
        stack: "analytics",
        address: "alicloud_ram_access_key.green",
        path: "analytics/bi/green",
        source: { file: "main.ts", line: 42 },
      },
      grants: [
        { policy: "AliyunHologresReadOnlyAccess", type: "System", through: null },
        { policy: "logs", type: "Custom", through: "readers" },
      ],
      consumers: [
        { service: "hologres", name: "bi-production", owner: "bi@example.com", runbook: "https://example.com/bi" },
      ],
      otherKeys: [{ id: "exam…0002", status: "Inactive", place: { address: "alicloud_ram_access_key.blue" } }],
    });
    expect(report?.disable.command).toBe(
      `aliyun ram UpdateAccessKey --UserName hologres-bi --UserAccessKeyId ${GREEN} --Status Inactive`,
    );
    expect(report?.lasting[0]).toBe(
      "The code pins the key to Active: the next apply, by anybody or by a pipeline, ENABLES IT AGAIN. " +
        'To stop that, give the key status: "Inactive" at main.ts:42.',
    );
  });

  it("reads well at night", () => {
    const report = findKey(GREEN, ALL);
    const text = report === null ? "" : keyReportText(report);
    expect(text).toMatchInlineSnapshot(`
     "AccessKey exam…0001, Active, as the state of the last apply has it
       It belongs to RAM user "hologres-bi" in account 1234567890123456.
       It is declared as analytics/bi/green at main.ts:42 (alicloud_ram_access_key.green of the stack analytics).
       Terraform restricts it to no network: unless somebody has elsewhere, it works from everywhere.

     Disable it now
       aliyun ram UpdateAccessKey --UserName hologres-bi --UserAccessKeyId example-key-green-0001 --Status Inactive
       Run it with credentials of account 1234567890123456, and not with this key itself: a key that leaked may be refused.
       This can be undone, with --Status Active; deleting a key cannot.

     So that it stays disabled
       The code pins the key to Active: the next apply, by anybody or by a pipeline, ENABLES IT AGAIN. To stop that, give the key status: "Inactive" at main.ts:42.
       Until that is merged, stop whatever applies this stack.

     Who will notice
       bi-production (hologres): bi@example.com, https://example.com/bi

     What it may do
       AliyunHologresReadOnlyAccess (System)
       logs (Custom), through the group readers

     Other keys of the same user
       exam…0002, Inactive: alicloud_ram_access_key.blue of the stack analytics

     Not known
       Whether the key is still Active, or there at all: only a listing, given with --keys, or a refresh of the state tells.
       Whether the user has keys that were made elsewhere, and when this one was last used: give a listing with --keys.
     "
    `);
    expect(text.split(GREEN)).toHaveLength(2);
  });

  it.each(["", GREEN.slice(0, -1), `${GREEN}0`, GREEN.toUpperCase(), "exam…0001", "hologres-bi"])(
    "is found by its whole id only, not by %j",
    (id) => {
      expect(findKey(id, ALL)).toBeNull();
    },
  );

  it("is not found where nothing was given", () => {
    expect(findKey(GREEN, NOTHING)).toBeNull();
  });

  it("has its line and its status from the code when the state was read without it", () => {
    const report = findKey(GREEN, { ...ALL, states: readStates([{ name: "analytics", document }]) });
    expect(report?.place?.source).toEqual({ file: "main.ts", line: 42 });
    expect(report?.lasting[0]).toContain("ENABLES IT AGAIN");
    expect(report?.consumers).toHaveLength(1);
  });

  it("may be pinned for all that a state alone tells", () => {
    const report = findKey(GREEN, { ...NOTHING, states: readStates([{ name: "analytics", document }]) });
    expect(report).toMatchObject({ standing: "notKnown", nextApply: "notKnown" });
    expect(report?.lasting).toEqual([
      "If the code pins the key to Active, the next apply ENABLES IT AGAIN, unless ignore_changes has the status. Look " +
        'there first, and set status = "Inactive" in alicloud_ram_access_key.green of the stack analytics; ' +
        "ignore_changes must not have the status then.",
      "Until that is clear, stop whatever applies this stack.",
      "Whether the code still has the key is not known: its configuration was not given. If it has it no longer, the " +
        "next apply of the stack analytics DELETES it.",
    ]);
    expect(report && keyReportText(report)).toContain("It stands in the state as alicloud_ram_access_key.green of");
  });

  it("says of what was given that it does not tell who uses it, and what else may", () => {
    const left = { ...NOTHING, states: readStates([{ name: "analytics", document }]) };
    const code = readConfiguration([{ name: "analytics", files: [{ name: "cdk.tf.json", content: {} }] }]);
    const manifest = manifestOf(code);
    const untold = (sources: FindSources): string | undefined =>
      findKey(GREEN, sources)?.notKnown.find((sentence) => sentence.startsWith("Who uses the key"));
    expect(untold(left)).toBe(
      "Who uses the key: neither the code nor the manifest was given. Give --config or --manifest.",
    );
    expect(untold({ ...left, configuration: code })).toBe(
      "Who uses the key: the code does not say it. The manifest may: give --manifest.",
    );
    expect(untold({ ...left, manifest })).toBe(
      "Who uses the key: the manifest has no analytics/alicloud_ram_access_key.green. The code may say it: give --config.",
    );
    expect(untold({ ...left, configuration: code, manifest })).toBe(
      "Who uses the key: the code does not say it, and the manifest has no analytics/alicloud_ram_access_key.green.",
    );
  });

  it("stays disabled by itself where the code says no status", () => {
    expect(findKey(BLUE, ALL)?.lasting).toEqual([
      "The code says no status: an apply leaves the key disabled. To have it in writing: " +
        'set status = "Inactive" in alicloud_ram_access_key.blue of the stack analytics.',
    ]);
    expect(findKey(BLUE, ALL)?.disable.notes[0]).toBe("It is Inactive already, as far as the state tells.");
  });

  it("has its consumers from the committed manifest when its construct is gone", () => {
    const manifest = manifestOf(readConfiguration([configuration]));
    const left = { ...NOTHING, states: readStates([{ name: "analytics", document }]), manifest };
    expect(findKey(GREEN, left)?.consumers).toEqual(findKey(GREEN, ALL)?.consumers);
  });

  it("may do what the states grant, and what only the code or the manifest grants is said to be theirs", () => {
    const bare = readStates([{ name: "analytics", document: stateWithout("attachment") }]);
    const code = readConfiguration([configuration]);
    const manifest = manifestOf(code);
    const textFrom = (sources: Partial<FindSources>): string => {
      const report = findKey(GREEN, { ...NOTHING, states: bare, ...sources });
      return report === null ? "" : keyReportText(report);
    };
    const granted = "AliyunHologresReadOnlyAccess (System)";
    const open = "What the user may do: none of the given states grants it anything.";
    const byManifest = textFrom({ manifest });
    expect(byManifest).toContain(`What it may do, as the manifest has it\n  ${granted}`);
    expect(byManifest).toContain(open);
    const byCode = textFrom({ configuration: code, manifest });
    expect(byCode).toContain(`What it may do, as the code has it\n  ${granted}`);
    expect(byCode).toContain(open);
    const neither = textFrom({});
    expect(neither).not.toContain(granted);
    expect(neither).toContain(open);
    expect(findKey(GREEN, { ...ALL, manifest })?.grantsFrom).toBe("states");
  });

  it("is found in a listing alone, which does not tell whether Terraform manages it", () => {
    const live = liveKey("x", { lastUsed: "2026-06-14T00:00:00Z" });
    const liveKeys = listing({ "hologres-bi": [live, liveKey("y", { status: "Inactive" })] });
    const report = findKey(live.id, { ...NOTHING, liveKeys });
    expect(report).toMatchObject({ place: null, status: "Active", lastUsed: "2026-06-14T00:00:00Z" });
    expect(report?.otherKeys).toEqual([{ id: "exam…ey-y", status: "Inactive", place: null }]);
    expect(report?.disable.command).toContain(`--UserName hologres-bi --UserAccessKeyId ${live.id} `);
    expect(report?.lasting).toEqual([expect.stringMatching(/^No state was given: .* may ENABLE IT AGAIN\./)]);
    expect(report?.notKnown[0]).toBe("What the user may do: no state was given.");
    const beside = findKey(live.id, { ...ALL, liveKeys });
    expect(beside?.lasting).toEqual(["None of the given states has the key: no apply of theirs enables it again."]);
  });

  it("is gone when the listing has it no more, and there is nothing to disable", () => {
    const etl = ownerOf("etl");
    const accessKeys = [
      accessKey("app/k", { owner: etl, status: "Active", record }),
      accessKey("app/l", { owner: etl, status: "Active", record: { ...record, id: BLUE } }),
    ];
    const left = { ...liveKey("b"), id: BLUE };
    const sources = { ...states({ accessKeys }), liveKeys: listing({ etl: [left] }) };
    const report = findKey(GREEN, sources);
    expect(report).toMatchObject({ status: "gone", disable: { command: null }, lasting: [] });
    expect(report?.otherKeys.map(({ id }) => id)).toEqual(["exam…0002"]);
    const text = report === null ? "" : keyReportText(report);
    expect(text).toMatch(/^AccessKey exam…0001, gone\n/);
    expect(text).toContain(
      "Nothing to disable\n  The listing of live keys of 2026-06-15T12:00:00Z does not have it any more",
    );
    expect(text).not.toMatch(/Disable it now|aliyun|works from everywhere/);
    expect(findKey(BLUE, sources)?.otherKeys).toEqual([]);
  });

  it.each<[string, string | null, Readonly<Record<string, []>>, string]>([
    ["that is older", "2026-06-16T00:00:00Z", { etl: [] }, "What has become of the key since it was made:"],
    ["that may be older", null, { etl: [] }, "does not have it, and nothing tells which of the two is older."],
    ["without its user", record.created, {}, "does not have it, and does not tell the keys of its holder at all."],
  ])("may be Active where a listing does not have it %s", (_, created, users, sentence) => {
    const accessKeys = [accessKey("app/k", { status: "Active", record: { ...record, created } })];
    const report = findKey(GREEN, { ...states({ accessKeys }), liveKeys: listing(users) });
    expect(report).toMatchObject({ status: "Active", statusFrom: "state" });
    expect(report?.disable.command).toContain(GREEN);
    expect(report?.notKnown.join("\n")).toContain(sentence);
  });

  it("may be there no more, for all that a state without a status tells", () => {
    const report = findKey(GREEN, states({ accessKeys: [accessKey("app/k", { status: null, record })] }));
    expect(report && keyReportText(report)).toMatch(/^AccessKey exam…0001\n/);
    expect(report?.notKnown[0]).toMatch(/^Whether the key is still there: only a listing/);
  });

  it("has the status of the listing, which has looked at the account", () => {
    const liveKeys = listing({ "hologres-bi": [{ ...liveKey("g"), id: GREEN, status: "Inactive" }] });
    const report = findKey(GREEN, { ...ALL, liveKeys });
    expect(report?.status).toBe("Inactive");
    expect(report?.disable).toEqual({
      command: null,
      isDone: true,
      notes: [
        "The listing of live keys of 2026-06-15T12:00:00Z has it Inactive. Take a new one to see that nobody has enabled it since.",
      ],
    });
    expect(report?.lasting[0]).toContain("ENABLES IT AGAIN");
    const active = listing({ "hologres-bi": [{ ...liveKey("b"), id: BLUE }] });
    const working = findKey(BLUE, { ...ALL, liveKeys: active });
    expect(working?.disable.command).toContain(BLUE);
    const text = working === null ? "" : keyReportText(working);
    expect(text).toMatch(/^AccessKey exam…0002, Active\n/);
    expect(text).not.toContain("is still Active");
  });
});

describe("a root key", () => {
  it("can be disabled by the account itself alone", () => {
    const sources = states({ accessKeys: [rootKey("app/k", { record })] });
    const report = findKey(GREEN, sources);
    expect(report?.holder).toEqual({
      kind: "account",
      label: `the Alibaba Cloud account ${ACCOUNT}`,
      accountId: ACCOUNT,
    });
    expect(report?.disable.command).toBe(`aliyun ram UpdateAccessKey --UserAccessKeyId ${GREEN} --Status Inactive`);
    expect(report?.disable.notes.join(" ")).toContain("only the account itself can disable it");
  });

  it("is told by the last run as well, when that was root's", () => {
    const address = "data.alicloud_caller_identity.me";
    const caller = {
      site: siteAt("app", { address }),
      account: accountOf(ACCOUNT),
      arn: null,
      identityType: "Account",
    };
    const accessKeys = [accessKey("app/k", { owner: null, metadata: null, record })];
    expect(findKey(GREEN, states({ accessKeys, callers: [caller] }))?.holder.kind).toBe("account");
  });

  it("may be known by the listing only", () => {
    const root = liveKey("r");
    const report = findKey(root.id, { ...NOTHING, liveKeys: listing({}, { rootKeys: [root] }) });
    expect(report?.holder.kind).toBe("account");
    expect(report?.disable.command).not.toContain("--UserName");
  });
});

describe("the command", () => {
  const commandFor = (userName: string): string | null => {
    const accessKeys = [accessKey("app/k", { owner: ownerOf(userName), record })];
    return findKey(GREEN, states({ accessKeys }))?.disable.command ?? null;
  };

  it.each(["a; rm -rf ~", "$(id)", "`id`", "it's", "--help", "a b", "a&b", "*", "'", "!!"])(
    "has a user called %j as one word of a shell",
    (name) => {
      const command = commandFor(name) ?? "";
      const script = command.replace(/^aliyun/, "printf '%s\\n'");
      expect(execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\n")).toContain(name);
    },
  );

  it.each(["a\nb", "a\u001b[2K", "a\u0000b", "a\u202eb"])("is not given for a user called %j", (name) => {
    expect(commandFor(name)).toBeNull();
  });

  it("is not given where nothing tells whose key it is", () => {
    const sources = states({ accessKeys: [accessKey("app/k", { owner: null, metadata: null, record })] });
    expect(findKey(GREEN, sources)?.disable.command).toBeNull();
    expect(findKey(GREEN, sources)?.disable.notes[0]).toContain("Nothing tells whose key it is");
  });

  it("has any text as one word, or none", () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        const word = shellWord(text);
        if (word === null) return;
        expect(execFileSync("sh", ["-c", `printf '%s' ${word}`], { encoding: "utf8" })).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it("is the only line that has the whole id, whatever else is told", () => {
    const site = siteAt("app/k", { address: "alicloud_ram_access_key.k" });
    const sources = states({ accessKeys: [accessKey("app/k", { site, record })] });
    const report = findKey(GREEN, sources);
    expect(JSON.stringify({ ...report, disable: { ...report?.disable, command: "" } })).not.toContain(GREEN);
  });
});
