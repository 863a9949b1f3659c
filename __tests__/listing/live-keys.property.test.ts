import fc from "fast-check";
import { KeysElsewhere } from "../../lib/inventory/keys-elsewhere";
import { LiveKeyIndex } from "../../lib/inventory/live-key-index";
import type { LiveKeys } from "../../lib/listing/live-keys";
import type { AccessKey, AccountIdentity, Owner } from "../../lib/inventory/model";
import { accessKey, accountOf, ownerOf } from "../rules/inventory";

/*
 * What a listing of live keys and the keys of Terraform say together, whatever they are.
 */

const ACCOUNT = "1234567890123456";
const OTHER_ACCOUNT = "6543210987654321";
/** Few, so that states and listings meet; and some that differ by their case alone, as ids of two keys may. */
const ID = fc.constantFrom("key-one", "Key-one", "KEY-ONE", "key-two", "Key-two", "key-three", "key-four");
const NAME = fc.constantFrom("etl", "ETL", "bi");
const TIME = fc.integer({ min: 1, max: 9 }).map((day) => `2026-06-0${day}T00:00:00Z`);
const DAY = 86_400_000;

const live = fc.record({
  id: ID,
  status: fc.constantFrom("Active" as const, "Inactive" as const),
  created: fc.option(TIME),
  lastUsed: fc.constant(null),
  isUnused: fc.boolean(),
});

/** As the reader lets it through: no user and no key stands twice in it. */
const listing: fc.Arbitrary<LiveKeys> = fc
  .record({
    time: TIME,
    users: fc.uniqueArray(NAME, { selector: (name) => name.toLowerCase() }),
    keys: fc.uniqueArray(live, { selector: ({ id }) => id }),
    isTellingRoot: fc.boolean(),
  })
  .map(({ time, users, keys, isTellingRoot }) => {
    const holders = users.length + (isTellingRoot ? 1 : 0);
    const held = (place: number) => (holders === 0 ? [] : keys.filter((_, index) => index % holders === place));
    return {
      accountId: ACCOUNT,
      time,
      users: users.map((name, place) => ({ name, accessKeys: held(place) })),
      rootKeys: isTellingRoot ? held(users.length) : null,
    };
  });

const account: fc.Arbitrary<AccountIdentity> = fc.constantFrom(ACCOUNT, OTHER_ACCOUNT).map((id) => accountOf(id));

const managed: fc.Arbitrary<AccessKey> = fc
  .record({ id: ID, created: fc.option(TIME), name: NAME, account })
  .map(({ id, created, name, account }) =>
    accessKey(`app/${id}`, {
      account,
      owner: ownerOf(name, { account }),
      record: { id, created, hasClearSecret: false, hasSecret: true },
    }),
  );
const state = fc.uniqueArray(managed, { selector: ({ record }) => record?.id });

const indexOf = (keys: LiveKeys): LiveKeyIndex =>
  new LiveKeyIndex(keys, { accounts: [accountOf(ACCOUNT), accountOf(OTHER_ACCOUNT)] });
const idsOf = (keys: readonly AccessKey[]): string[] => keys.flatMap(({ record }) => record?.id ?? []);
/** What is counted as made elsewhere, of everybody of whom the listing tells. */
function elsewhere(keys: KeysElsewhere): string[] {
  const ofUsers = ["etl", "bi"].flatMap((name) => keys.ofUser(accountOf(ACCOUNT), name) ?? []);
  return [...ofUsers, ...(keys.ofAccount(accountOf(ACCOUNT)) ?? [])].map(({ id }) => id);
}

describe("a listing of live keys beside the keys of Terraform", () => {
  it("counts each of its keys once: as Terraform's, or as made elsewhere", () => {
    fc.assert(
      fc.property(listing, state, (listed, keys) => {
        const index = indexOf(listed);
        const ours = new Set(idsOf(keys));
        const others = elsewhere(new KeysElsewhere(index, keys));
        expect(others.filter((id) => ours.has(id))).toEqual([]);
        const all = [...index.all()].map(({ live: { id } }) => id);
        expect([...others, ...all.filter((id) => ours.has(id))].sort()).toEqual(all.sort());
      }),
    );
  });

  it("takes a key that Terraform lets go of for one made elsewhere, and no other one", () => {
    fc.assert(
      fc.property(listing, state, fc.nat(), (listed, keys, which) => {
        const released = keys.slice(0, which % (keys.length + 1));
        const index = indexOf(listed);
        const kept = elsewhere(new KeysElsewhere(index, keys));
        const gone = elsewhere(new KeysElsewhere(index, keys, released));
        const more = idsOf(released).filter((id) => index.find(id) !== undefined);
        expect(gone.sort()).toEqual([...kept, ...more].sort());
      }),
    );
  });

  it("compares ids exactly, and names of users without regard to case", () => {
    fc.assert(
      fc.property(listing, ID, (listed, id) => {
        const index = indexOf(listed);
        const exact = [...listed.users.flatMap(({ accessKeys }) => accessKeys), ...(listed.rootKeys ?? [])];
        expect(index.find(id)?.live.id).toBe(exact.find((each) => each.id === id)?.id);
        for (const { name, accessKeys } of listed.users) {
          for (const spelling of [name.toLowerCase(), name.toUpperCase()]) {
            expect(index.keysOf(spelling)).toEqual(accessKeys);
          }
        }
      }),
    );
  });

  it("makes a key gone just where it has its holder, not the key, and was taken no earlier than the key was made", () => {
    fc.assert(
      fc.property(listing, managed, (listed, key) => {
        const index = indexOf(listed);
        const { record, account, owner } = key;
        const isListed = [...index.all()].some(({ live: { id } }) => id === record?.id);
        const hasHolder = account.accountId === ACCOUNT && index.keysOf((owner as Owner).userName ?? "") !== null;
        const isOlder = Date.parse(record?.created ?? "") <= Date.parse(listed.time);
        expect(index.isGone(key) === true).toBe(!isListed && hasHolder && isOlder);
      }),
    );
  });

  it("never makes a key gone by being older, whatever else it says", () => {
    fc.assert(
      fc.property(listing, managed, fc.integer({ min: 1, max: 10 * DAY }), (listed, key, later) => {
        const created = new Date(Date.parse(listed.time) + later).toISOString();
        const record = { id: key.record?.id ?? "", created, hasClearSecret: false, hasSecret: true };
        expect(indexOf(listed).isGone({ ...key, record })).not.toBe(true);
      }),
    );
  });

  it("says nothing of another account", () => {
    fc.assert(
      fc.property(listing, state, (listed, keys) => {
        const others = new KeysElsewhere(indexOf(listed), keys);
        expect(others.ofAccount(accountOf(OTHER_ACCOUNT))).toBeNull();
        for (const name of ["etl", "bi"]) expect(others.ofUser(accountOf(OTHER_ACCOUNT), name)).toBeNull();
      }),
    );
  });
});
