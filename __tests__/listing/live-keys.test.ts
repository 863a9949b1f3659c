import fc from "fast-check";
import { InputError } from "../../lib/files/input-error";
import { refuseOtherAccount } from "../../lib/inventory/live-key-index";
import type { LiveKeys } from "../../lib/listing/live-keys";
import { readLiveKeys } from "../../lib/listing/live-keys-reader";
import { blocksOf } from "../documents";
import { accountOf } from "../rules/inventory";
import { ID, SECRET } from "../inventory/fixtures";

const KEY = { id: "example-key-0001", status: "Active", created: "2026-05-02T08:15:00Z", lastUsed: "never" };
const OTHER = { ...KEY, id: "example-key-0002" };
const LISTING = {
  version: 1,
  account: "1234567890123456",
  time: "2026-11-22T04:00:00Z",
  users: [{ name: "etl", accessKeys: [KEY] }],
};

/** When the listing is read. */
const NOW = "2026-11-22T05:00:00Z";

function read(content: unknown): LiveKeys {
  return readLiveKeys(JSON.stringify(content), "keys.json", NOW);
}

function problemOf(content: unknown): string {
  try {
    read(content);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "";
}

const withKey = (key: object): object => ({ ...LISTING, users: [{ name: "etl", accessKeys: [{ ...KEY, ...key }] }] });

describe("a listing of live keys", () => {
  it("is read as it is documented", () => {
    const [example] = blocksOf("docs/keys.md").filter(({ language }) => language === "json");
    const { accountId, time, users, rootKeys } = readLiveKeys(example?.code ?? "", "keys.json", NOW);
    expect({ accountId, time, rootKeys }).toEqual({
      accountId: "1234567890123456",
      time: "2026-11-22T04:00:00Z",
      rootKeys: [],
    });
    expect(users.map(({ name, accessKeys }) => [name, ...accessKeys.map(({ status }) => status)])).toEqual([
      ["hologres-bi", "Active", "Inactive"],
      ["reports"],
    ]);
    expect(users[0]?.accessKeys.map(({ lastUsed, isUnused }) => [lastUsed, isUnused])).toEqual([
      ["2026-11-21T23:10:00Z", false],
      [null, true],
    ]);
  });

  it("may leave out when keys were made and used, and the keys of the account", () => {
    const { users, rootKeys } = read({
      ...LISTING,
      users: [{ name: "etl", accessKeys: [{ id: ID, status: "Inactive" }] }],
    });
    expect(rootKeys).toBeNull();
    expect(users[0]?.accessKeys).toEqual([
      { id: ID, status: "Inactive", created: null, lastUsed: null, isUnused: false },
    ]);
  });

  it("may be of a clock that is a little ahead", () => {
    expect(read({ ...LISTING, time: "2026-11-22T05:05:00Z" }).time).toBe("2026-11-22T05:05:00Z");
  });

  it.each([ID, ID.slice(0, 16), "0wNE0123456789ab", "sandbox-key-ba2f-9b26-b912"])(
    "takes an id of the form %s",
    (id) => {
      expect(read(withKey({ id })).users[0]?.accessKeys[0]?.id).toBe(id);
    },
  );

  it.each<[unknown, string]>([
    [[], "keys.json: is a list, and no listing. A listing of live keys is expected: docs/keys.md has its form"],
    [
      { version: 4, serial: 1, lineage: "x", resources: [] },
      "keys.json: is an object without account and users, and no",
    ],
    [
      { ...LISTING, time: "2026-11-22T05:05:01Z" },
      `allowed is a time that has come: it is ${NOW} here. Correct the time`,
    ],
    [{ ...LISTING, version: 2 }, "keys.json: version is the number 2; allowed is the number 1."],
    [{ ...LISTING, version: "1" }, 'version is "1"; allowed is the number 1.'],
    [{ ...LISTING, account: 1234567890123456 }, "account is the number 1234567890123456; allowed is a text, 1 to 32"],
    [{ ...LISTING, account: "me" }, 'account is "me"; allowed is'],
    [{ ...LISTING, time: "2026-02-30T00:00:00Z" }, 'time is "2026-02-30T00:00:00Z"; allowed is a time in UTC'],
    [{ ...LISTING, time: "2026-11-22 04:00" }, 'time is "2026-11-22 04:00"; allowed is a time in UTC'],
    [{ ...LISTING, time: "2026-11-22T04:00:00+08:00" }, "allowed is a time in UTC"],
    [{ ...LISTING, users: {} }, "users is an object; allowed is a list, [] for none."],
    [{ ...LISTING, users: [null] }, "users[0] is null; allowed is an object with name, accessKeys."],
    [{ ...LISTING, user: [] }, 'the listing has the member "user", which is none of version, account'],
    [{ version: 1, account: "1", time: LISTING.time }, "the listing has no users. Add it"],
    [
      { ...LISTING, users: [{ name: "e t l", accessKeys: [] }] },
      'users[0].name is "e t l"; allowed is a text, 1 to 64',
    ],
    [{ ...LISTING, rootKeys: null }, "rootKeys is null; allowed is a list"],
    [withKey({ status: "active" }), 'users[0].accessKeys[0].status is "active"; allowed is "Active" or "Inactive".'],
    [withKey({ created: "2027-01-01T00:00:00Z" }), "is not after that of the listing, 2026-11-22T04:00:00Z"],
    [
      withKey({ lastUsed: "N/A" }),
      'lastUsed is "N/A"; allowed is a time in UTC, as "2026-11-22T04:00:00Z" or "never".',
    ],
    [withKey({ created: "never" }), 'created is "never"; allowed is a time in UTC, as "2026-11-22T04:00:00Z".'],
    [withKey({ secret: SECRET }), 'users[0].accessKeys[0] has the member "secret", which is none of id, status'],
    [withKey({ id: "short" }), 'id is "short"; allowed is an AccessKey id'],
    [withKey({ id: 7 }), "id is the number 7; allowed is an AccessKey id"],
    [withKey({ id: SECRET }), "id looks like an AccessKey secret"],
    [
      { ...LISTING, users: [...LISTING.users, { name: "ETL", accessKeys: [] }] },
      "users[1].name is the same as users[0].name; allowed is a RAM user once",
    ],
    [
      { ...LISTING, rootKeys: [OTHER, KEY] },
      "rootKeys[1].id is the same as users[0].accessKeys[0].id; allowed is an AccessKey once; it is exam…0001.",
    ],
  ])("refuses %j", (content, message) => {
    expect(problemOf(content)).toContain(message);
  });

  it.each(["", "{", "users: []", '{"version":1,"version":1}'])("refuses what is no JSON of one meaning: %j", (text) => {
    expect(() => readLiveKeys(text, "keys.json", NOW)).toThrow(InputError);
  });

  it("shows no id and no secret, wherever they stand by mistake", () => {
    const hidden = [ID, SECRET, "sandbox-key-ba2f-9b26-b912"];
    const at = (value: string): unknown[] => [
      value,
      { ...LISTING, [value]: 1 },
      { ...LISTING, version: value },
      { ...LISTING, account: value },
      { ...LISTING, time: value },
      { ...LISTING, users: value },
      { ...LISTING, users: [{ name: `${value} `, accessKeys: [] }] },
      { ...LISTING, users: [{ name: "etl", accessKeys: [value] }] },
      withKey({ id: `${value} ` }),
      withKey({ status: value }),
      withKey({ lastUsed: value }),
      {
        ...LISTING,
        rootKeys: [
          { ...KEY, id: value },
          { ...KEY, id: value },
        ],
      },
    ];
    for (const value of hidden) {
      for (const content of at(value)) {
        expect(problemOf(content)).not.toBe("");
        expect(problemOf(content)).not.toContain(value);
      }
    }
  });

  it("is refused or read, whatever it is", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(() => readLiveKeys(text, "keys.json", NOW)).toThrow(InputError);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom("version", "account", "time", "users", "rootKeys"), fc.jsonValue(), (name, value) => {
        const problem = problemOf({ ...LISTING, [name]: value });
        expect(problem === "" || problem.startsWith("keys.json: ")).toBe(true);
      }),
    );
  });
});

describe("a listing of another account", () => {
  const liveKeys = read(LISTING);
  const accounts = (...ids: (string | null)[]) => ({ accounts: ids.map((id) => accountOf(id)) });

  it("is refused, and both accounts are named", () => {
    expect(() => refuseOtherAccount(liveKeys, accounts("9999999999999999"))).toThrow(InputError);
    expect(() => refuseOtherAccount(liveKeys, accounts("9999999999999999", null))).toThrow(
      "is of account 1234567890123456, and what is looked at is of account 9999999999999999.",
    );
  });

  it("is none where its account is among others, or where nothing says which account it is", () => {
    expect(() => refuseOtherAccount(liveKeys, accounts("9999999999999999", "1234567890123456"))).not.toThrow();
    expect(() => refuseOtherAccount(liveKeys, accounts(null))).not.toThrow();
    expect(() => refuseOtherAccount(liveKeys, accounts())).not.toThrow();
  });
});
