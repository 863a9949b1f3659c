import fc from "fast-check";
import { readAcknowledgements, readElement, readPath, readSource } from "../../lib/configuration/metadata-reader";

const ACCEPTED = { reason: "moved next quarter", until: "2027-02-28" };
const KEY = { name: "k", necessity: "nothing else is accepted", custody: { kind: "pgp" } };
const element = (ramparts: unknown): unknown => readElement({ ramparts });

describe("the metadata of an element", () => {
  it("is read as it was written", () => {
    const written = {
      source: "main.ts:3",
      accessKey: {
        ...KEY,
        scenario: "OTHER",
        custody: { kind: "state", acknowledgement: { ...ACCEPTED, owner: "team", link: "https://example.com" } },
        consumers: [{ service: "hologres", name: "bi", owner: "team", runbook: "https://example.com" }],
        root: { ...ACCEPTED, statement: "yes" },
        user: { origin: "referred", existingAccessKeys: 0 },
      },
      user: { origin: "adopted" },
      account: { accountId: "12", quotas: { accessKeysPerUser: 3 }, existingAccountAccessKeys: 1 },
    };
    expect(element(written)).toEqual(written);
  });

  it.each<[string, unknown, unknown]>([
    [
      "an acknowledgement without a reason",
      { accessKey: { ...KEY, custody: { kind: "state", acknowledgement: { until: "2027-01-01" } } } },
      { accessKey: { ...KEY, custody: { kind: "state" } } },
    ],
    [
      "an empty statement of a root key",
      { accessKey: { ...KEY, root: { ...ACCEPTED, statement: " " } } },
      { accessKey: KEY },
    ],
    [
      "a consumer without an owner",
      {
        accessKey: {
          ...KEY,
          consumers: [
            { service: "s", name: "n" },
            { service: "s", name: "n", owner: "o" },
          ],
        },
      },
      { accessKey: { ...KEY, consumers: [{ service: "s", name: "n", owner: "o" }] } },
    ],
    ["consumers that are no list", { accessKey: { ...KEY, consumers: {} } }, { accessKey: KEY }],
    ["an unknown custody", { accessKey: { ...KEY, custody: { kind: "hope" } } }, {}],
    ["an empty necessity", { accessKey: { ...KEY, necessity: "" }, source: "a:1" }, { source: "a:1" }],
    [
      "a negative number of keys",
      { user: { origin: "created", existingAccessKeys: -1 } },
      { user: { origin: "created" } },
    ],
    ["an inherited origin", { user: {} }, {}],
    ["a list", [], {}],
  ])("is what is left without %s", (_, written, left) => {
    expect(element(written)).toEqual(left);
  });

  it("never throws, and has only parts of their shape", () => {
    const part = fc.oneof(
      fc.jsonValue(),
      fc.record({ origin: fc.jsonValue(), name: fc.jsonValue(), custody: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("source", "accessKey", "user", "account"), part), (ramparts) => {
        const { source, accessKey, user } = readElement({ ramparts });
        if (source !== undefined) expect(typeof source).toBe("string");
        if (accessKey !== undefined) expect(["pgp", "state"]).toContain(accessKey.custody.kind);
        if (user !== undefined) expect(["created", "adopted", "referred"]).toContain(user.origin);
      }),
    );
  });
});

describe("acknowledgements of a stack", () => {
  const read = (acknowledgements: unknown): unknown => readAcknowledgements({ ramparts: { acknowledgements } });
  const whole = { ...ACCEPTED, rule: "KEY008", path: "" };

  it("are read as they were written", () => {
    expect(read([whole, { ...whole, path: "app/x", owner: "team" }])).toEqual([
      whole,
      { ...whole, path: "app/x", owner: "team" },
    ]);
  });

  it.each<[string, unknown]>([
    ["no reason", { ...whole, reason: "" }],
    ["no date", { ...whole, until: "soon" }],
    ["a day that does not exist", { ...whole, until: "2027-02-30" }],
    ["a time", { ...whole, until: "2027-02-03T00:00:00Z" }],
    ["no rule", { ...whole, rule: undefined }],
    ["no path", { ...whole, path: null }],
    ["a list for an object", [whole]],
  ])("accept nothing with %s", (_, acknowledgement) => {
    expect(read([acknowledgement])).toEqual([]);
  });
});

describe("where an element was written", () => {
  it.each<[unknown, unknown]>([
    ["main.ts:42", { file: "main.ts", line: 42 }],
    ["a:b/c.ts:1", { file: "a:b/c.ts", line: 1 }],
    ["main.ts", null],
    ["main.ts:0", null],
    [":3", null],
    [5, null],
  ])("%j is %j", (source, expected) => {
    expect(readSource({ ramparts: { source } })).toEqual(expected);
  });

  it("is the path that cdktf notes", () => {
    expect(readPath({ metadata: { path: "app/x" } })).toBe("app/x");
    expect(readPath({ metadata: { path: 5 } })).toBeNull();
    expect(readPath("x")).toBeNull();
  });
});
