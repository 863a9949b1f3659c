import { readPlans } from "../../lib/inventory/read-plans";
import type { LiveKeys } from "../../lib/listing/live-keys";
import type { HolderReview, KeyFate } from "../../lib/plan/plan-review";
import { reviewOf, type ReviewOptions } from "../../lib/plan/review";
import { planDocument, type PlanParts } from "./plans";

/*
 * What becomes of keys where a plan does not show it as it is: as Terraform 1.11 has them in its plans, found by
 * applies whose reviews were false.
 */

interface Change {
  address: string;
  change: { before: Record<string, unknown> | null; after: unknown; [name: string]: unknown };
  [name: string]: unknown;
}

interface Document {
  resource_changes: Change[];
  resource_drift: Change[];
  configuration: { root_module: { resources: { expressions: object }[] } };
}

interface PriorState {
  prior_state: { values: { root_module: { resources: object[] } } };
}

function reviewed(
  parts: PlanParts,
  options: ReviewOptions = {},
  edit: (document: Document) => void = () => undefined,
): readonly HolderReview[] {
  const document = planDocument(parts);
  edit(document as never);
  const configurations = new Map([["app", document["configuration"]]]);
  return reviewOf(readPlans([{ name: "app", document }]), { configurations, ...options }).holders;
}

function only(holders: readonly HolderReview[]): HolderReview {
  const [holder, ...others] = holders;
  if (!holder || others.length > 0) throw new Error(`there are ${holders.length} holders`);
  return holder;
}

const fates = ({ keys }: HolderReview): KeyFate[] => keys.map(({ fate }) => fate);
const ACCOUNT = "1234567890123456";

function listing(users: Record<string, Record<string, "Active" | "Inactive">>): LiveKeys {
  return {
    accountId: ACCOUNT,
    time: "2026-06-01T00:00:00Z",
    users: Object.entries(users).map(([name, keys]) => ({
      name,
      accessKeys: Object.entries(keys).map(([id, status]) => ({
        id,
        status,
        created: null,
        lastUsed: null,
        isUnused: false,
      })),
    })),
    rootKeys: null,
  };
}

describe("a key that is deleted since its block is gone", () => {
  const parts: PlanParts = {
    users: [{ at: "etl", name: "etl", do: "no-op" }],
    keys: [{ at: "a", do: "delete", before: "Active", recorded: "Inactive" }],
  };

  it("is what Terraform has found, not what the state had", () => {
    const holder = only(
      reviewed(parts, {}, ({ resource_changes: changes }) => {
        const { change } = changes.find(({ address }) => address.endsWith(".a")) as Change;
        change.before = { ...change.before, status: "Inactive" };
      }),
    );
    expect(fates(holder)).toMatchObject([{ kind: "deleted", before: "Active", outside: "enabled", isAsked: true }]);
    expect(holder.keys[0]?.words).toBe("deleted: still Active; it was enabled outside Terraform since the last apply");
    expect(holder.apply.live.now).toEqual({ atLeast: 1, atMost: 1 });
  });
});

describe("a key that Terraform has not asked for", () => {
  const forgotten: PlanParts = {
    users: [{ at: "etl", name: "etl", do: "no-op" }],
    keys: [{ at: "a", do: "forget", before: "Inactive" }],
    caller: { type: "RAMUser" },
  };

  it("is as the last apply left it, and what follows holds only then", () => {
    const holder = only(reviewed(forgotten));
    expect(fates(holder)).toMatchObject([{ kind: "forgotten", isAsked: false, untracked: "certain" }]);
    expect(holder.apply.assumes).toBe("a is as the last apply left it");
  });

  it("is what a listing has seen", () => {
    const holder = only(reviewed(forgotten, { liveKeys: listing({ etl: { "id-of-a": "Active" } }) }));
    expect(fates(holder)).toMatchObject([{ before: "Active", isAsked: true, outside: "enabled" }]);
    expect(holder.apply.assumes).toBeNull();
  });
});

describe("the keys of a user that is deleted", () => {
  const replaced = (force: boolean): PlanParts => ({
    users: [{ at: "etl", name: "etl", do: "delete,create", force }],
    keys: [
      { at: "a", do: "no-op" },
      { at: "b", do: "no-op", before: "Inactive", after: "Inactive" },
    ],
  });

  it("go with it by force, though the plan leaves them alone", () => {
    const holder = only(reviewed(replaced(true)));
    expect(fates(holder)).toMatchObject([
      { kind: "dies with its user", before: "Active", after: null, diesWithUser: "certain" },
      { kind: "dies with its user", before: "Inactive", after: null, diesWithUser: "certain" },
    ]);
    expect(holder.apply).toMatchObject({ numbers: "keys: 2 now → 0 → 0 after; live: 1 → 0 → 0" });
  });

  it("keep it without force, and the apply stops", () => {
    const holder = only(reviewed(replaced(false)));
    expect(holder.apply.refusals).toMatchObject([{ kind: "user keeps keys", verdict: "will fail" }]);
    expect(holder.change?.words).toBe("deleted, but the apply stops half-way: it keeps a, b; created again");
    expect(fates(holder)).toMatchObject([{ kind: "kept" }, { kind: "kept" }]);
  });

  it("go with it by force where only a listing has them", () => {
    const liveKeys = listing({ etl: { "made-elsewhere": "Active" } });
    const users = [{ at: "etl", name: "etl", do: "delete", force: true }];
    const holder = only(reviewed({ users, caller: { type: "RAMUser" } }, { liveKeys }));
    expect(holder.apply.numbers).toBe("keys: 1 now → 0 → 0 after; live: 1 → 0 → 0");
    expect(holder.change?.words).toBe("deleted by force, with 1 AccessKey made elsewhere");
  });
});

describe("the keys of a user that somebody has renamed outside of Terraform", () => {
  const parts: PlanParts = {
    users: [{ at: "etl", name: "etl-old", nextName: "etl", do: "update" }],
    keys: [
      { at: "a", do: "create", recorded: "gone" },
      { at: "b", do: "create", recorded: "gone" },
    ],
  };
  const drifted = ({ resource_drift: drift }: Document, force = false): void => {
    const before = { id: "1", name: "etl", force };
    const change = { actions: ["update"], before, after: { ...before, name: "etl-old" } };
    drift.push({ address: "alicloud_ram_user.etl", mode: "managed", type: "alicloud_ram_user", name: "etl", change });
  };

  it("live on under its new name, and take the slots of those that are created again", () => {
    const holder = only(reviewed(parts, {}, drifted));
    expect(fates(holder)).toMatchObject([
      { kind: "lost from view", before: "Active", untracked: "certain", isAsked: false },
      { kind: "lost from view", before: "Active", untracked: "certain", isAsked: false },
    ]);
    expect(holder.apply).toMatchObject({ verdict: "will fail", keys: { now: { atLeast: 2, atMost: 2 }, after: null } });
  });

  it("are found in a listing by their ids", () => {
    const liveKeys = listing({ "etl-old": { "id-of-a": "Inactive", "id-of-b": "Active" } });
    const holder = only(reviewed({ ...parts, caller: { type: "RAMUser" } }, { liveKeys }, drifted));
    expect(fates(holder)).toMatchObject([
      { kind: "lost from view", before: "Inactive", isAsked: true },
      { kind: "lost from view", before: "Active", isAsked: true },
    ]);
    expect(holder.unmanaged.count).toBe(0);
  });

  it("go with it where it is deleted by force, whatever it is called by then", () => {
    const gone: PlanParts = {
      users: [{ at: "etl", name: "etl-old", do: "delete", force: true }],
      keys: [{ at: "a", do: "", recorded: "gone" }],
    };
    const holder = only(reviewed(gone, {}, (document) => drifted(document, true)));
    expect(fates(holder)).toMatchObject([{ kind: "dies with its user", before: "Active", diesWithUser: "certain" }]);
    expect(holder.keys[0]?.words).toBe(
      "lost from view, since its user was renamed, and goes with its user: Active as the last apply left it; nothing is left to do",
    );
  });

  it("are told with it where the plan forgets them, which asks for nothing", () => {
    const forgotten: PlanParts = { users: parts.users ?? [], keys: [{ at: "a", do: "forget" }] };
    const holder = only(reviewed(forgotten, {}, drifted));
    expect(holder).toMatchObject({ name: "etl-old", apply: { verdict: "cannot fail" } });
    expect(fates(holder)).toMatchObject([{ kind: "forgotten", before: "Active", untracked: "certain" }]);
  });

  it("are found where only a listing has the user", () => {
    const liveKeys = listing({ "etl-old": { "id-of-a": "Active" } });
    const lost: PlanParts = { keys: [{ at: "a", do: "create", recorded: "gone" }], caller: { type: "RAMUser" } };
    const holders = reviewed(lost, { liveKeys });
    expect(holders.map((holder) => [holder.name, fates(holder)[0]?.kind])).toEqual([
      ["etl", "created"],
      ["etl-old", "lost from view"],
    ]);
  });

  it("may be there where the plan leaves their user out", () => {
    const targeted: PlanParts = { keys: [{ at: "a", user: "etl", do: "create", recorded: "gone" }] };
    const holder = only(
      reviewed(targeted, {}, (document) => {
        const values = { id: "1", name: "etl", force: false };
        const user = {
          address: "alicloud_ram_user.etl",
          mode: "managed",
          type: "alicloud_ram_user",
          name: "etl",
          values,
        };
        const { resources } = (document as never as PriorState).prior_state.values.root_module;
        resources.push(user);
      }),
    );
    expect(fates(holder)).toMatchObject([{ kind: "vanished", untracked: "possible" }]);
    expect(holder.apply.assumes).toBe("the user etl is as the last apply left it");
  });

  it("may be gone or not where the user is nobody's", () => {
    const holder = only(reviewed({ keys: [{ at: "a", do: "create", recorded: "gone" }] }));
    expect(fates(holder)).toMatchObject([{ kind: "vanished", untracked: "possible" }]);
    expect(holder.keys[0]?.words).toMatch(/^not there any more, unless its user was renamed outside Terraform: /);
  });
});

describe("users whose names meet", () => {
  const verdicts = (users: PlanParts["users"] = []): unknown =>
    reviewed({ users }).map(({ name, apply }) => [name, ...apply.refusals.map(({ kind, verdict }) => [kind, verdict])]);

  it("cannot swap them in one apply", () => {
    expect(
      verdicts([
        { at: "x", name: "x", nextName: "y", do: "update" },
        { at: "y", name: "y", nextName: "x", do: "update" },
      ]),
    ).toEqual([
      ["x", ["name taken", "will fail"]],
      ["y", ["name taken", "will fail"]],
    ]);
  });

  it("may meet where one is deleted and one created", () => {
    const users = [
      { at: "robot", name: "robot", do: "delete" },
      { at: "machine", name: "Robot", do: "create" },
    ];
    const holder = only(reviewed({ users }));
    expect(holder.apply.refusals[0]).toMatchObject({ kind: "name taken", verdict: "may fail" });
    expect(holder.change?.kind).toBe("replaced");
  });

  it("count the keys that are made for a name where they land", () => {
    const parts: PlanParts = {
      users: [
        { at: "x", name: "x", nextName: "y", do: "update" },
        { at: "y", name: "y", do: "no-op" },
      ],
      keys: [
        { at: "old", user: "y", do: "no-op" },
        { at: "a", user: "y", do: "create", after: "Inactive" },
        { at: "b", user: "y", do: "create" },
      ],
    };
    const holders = reviewed(parts, {}, ({ configuration }) => (configuration.root_module.resources = []));
    const taker = holders.find(({ change }) => change === null);
    expect(taker?.apply.refusals).toMatchObject([{ kind: "quota" }]);
    // One of the two is refused; the service makes the other one Active, whatever its status is then.
    expect(taker?.apply.live.highest.atMost).toBe(2);
  });

  it("do not where nobody has the name", () => {
    expect(verdicts([{ at: "x", name: "x", nextName: "y", do: "update" }])).toEqual([]);
  });
});

describe("a key of which the plan hides something", () => {
  it("is told once where its owner is hidden on both sides", () => {
    const parts: PlanParts = { keys: [{ at: "a", do: "update", after: "Inactive" }] };
    const holder = only(
      reviewed(parts, {}, ({ resource_changes: changes }) => {
        for (const { change } of changes) Object.assign(change, { before_sensitive: true, after_sensitive: true });
      }),
    );
    expect(holder).toMatchObject({ kind: "unknown owner" });
    expect(holder.notJudged).not.toBeNull();
    // A status is no secret.
    expect(fates(holder)).toMatchObject([{ kind: "disabled", before: "Active", after: "Inactive" }]);
  });

  it("has no numbers where everything is known after the apply only", () => {
    const parts: PlanParts = { keys: [{ at: "a", do: "create" }] };
    const holder = only(
      reviewed(parts, {}, ({ resource_changes: changes, configuration }) => {
        for (const { change } of changes) Object.assign(change, { after: null, after_unknown: true });
        const [key] = configuration.root_module.resources;
        Object.assign(key?.expressions ?? {}, { user_name: { references: ["local.name"] } });
      }),
    );
    expect(holder).toMatchObject({ kind: "unknown owner" });
    expect(holder.notJudged).not.toBeNull();
  });

  it("was not lost where somebody has tainted it by hand", () => {
    const tainted = { at: "a", do: "delete,create", reason: "replace_because_tainted" };
    const fateWith = (more: object): KeyFate | undefined =>
      fates(
        only(
          reviewed({ users: [{ at: "etl", name: "etl", do: "no-op" }], keys: [tainted] }, {}, (document) => {
            for (const { change } of document.resource_changes) Object.assign(change.before ?? {}, more);
          }),
        ),
      )[0];
    expect(fateWith({})).toMatchObject({ isTainted: true, isSecretLost: true });
    expect(fateWith({ encrypted_secret: "bm90IGEgc2VjcmV0" })).toMatchObject({ isTainted: true, isSecretLost: false });
  });
});

describe("a plan that destroys", () => {
  const destroyed = (force: boolean): PlanParts => ({
    users: [{ at: "etl", name: "etl", do: "delete", force, reason: null }],
    keys: [{ at: "a", do: "delete", before: "Inactive", reason: null }],
  });

  it("tells nothing of what happened outside, so that there may be more keys", () => {
    const holder = only(reviewed(destroyed(true)));
    expect(fates(holder)).toMatchObject([{ kind: "deleted", before: "Inactive", outside: "not known" }]);
    expect(holder.keys[0]?.words).toBe("deleted: Inactive");
    expect(holder.apply.keys).toMatchObject({ now: { atLeast: 1, atMost: null }, after: { atLeast: 0, atMost: 0 } });
  });

  it("may be refused for the sake of such keys", () => {
    const [refusal] = only(reviewed(destroyed(false))).apply.refusals;
    expect(refusal).toMatchObject({ kind: "user keeps keys", verdict: "not known" });
  });
});

describe("a plan for some resources only", () => {
  it("may leave out a surplus instance that it deletes", () => {
    const keys = [{ at: "a[1]", do: "delete", reason: "delete_because_count_index" }];
    const users = [{ at: "etl", name: "etl", do: "no-op" }];
    const whole = only(reviewed({ users, keys }));
    const part = only(reviewed({ users, keys }, {}, (document) => Object.assign(document, { complete: false })));
    expect(whole.notJudged).toBeNull();
    expect(part.notJudged).toBe(
      "the plan is for some resources only, and Terraform may leave out the deletion of alicloud_ram_access_key.a[1]",
    );
  });
});

describe("a status that nobody has set", () => {
  const statusOf = (references: readonly string[]): unknown => {
    const key = { at: "a", do: "create", unknownStatus: true };
    const document = planDocument({ users: [{ at: "etl", name: "etl", do: "no-op" }], keys: [key] });
    const { resources } = (document["configuration"] as Document["configuration"]).root_module;
    Object.assign(resources[0]?.expressions ?? {}, { status: { references } });
    const [holder] = reviewOf(readPlans([{ name: "app", document }])).holders;
    return holder?.keys[0]?.fate.after;
  };

  it("is Active where everything that it is made from is known", () => {
    expect(statusOf(["var.status"])).toBe("Active");
    expect(statusOf(["count.index"])).toBe("Active");
  });

  it("may be either where something is known after the apply only", () => {
    expect(statusOf(["terraform_data.x.output", "terraform_data.x"])).toBe("not known");
    expect(statusOf(["local.status"])).toBe("not known");
  });
});
