import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readApplyGraph } from "../../lib/plan/simulation/apply-graph";
import type { KeyOperation } from "../../lib/plan/simulation/key-operation";
import { ordersOf } from "../../lib/plan/simulation/orders-of";
import { provenOrders } from "../../lib/plan/simulation/proven-orders";
import { simulate, type Simulation } from "../../lib/plan/simulation/simulate";
import { startSandbox, type Sandbox } from "../../sandbox";
import { ProvokedOrders, type Observed } from "./provoked-orders";
import { generation, KeyPlan, keys, merged, replacedWith, replacing, type Resources } from "./key-plans";
import { describeWithTerraform, TerraformDirectory } from "./terraform";

const QUOTA = 2;

/** Every order that the simulation tells is provoked, each with a user of its own. */
const WITNESSES = ["refusal", "safeOrder", "lowest", "peak"] as const;
type Witness = (typeof WITNESSES)[number];

/** Resources of one user, before the apply and after it. */
interface Case {
  readonly before: (user: string) => Resources;
  readonly after: (user: string) => Resources;
  readonly quota: Simulation["quota"];
  readonly peak: number;
  readonly lowest: number;
}
const CREATE_FIRST = { create_before_destroy: true };

const CASES: Readonly<Record<string, Case>> = {
  "two keys replaced create-before-destroy": {
    ...replacing((user) => {
      const key = replacedWith(user, CREATE_FIRST);
      return keys(user, { a: key, b: key });
    }),
    quota: "will fail",
    peak: 4,
    lowest: 2,
  },
  "two keys replaced delete-first": {
    ...replacing((user) => keys(user, { a: replacedWith(user), b: replacedWith(user) })),
    quota: "cannot fail",
    peak: 2,
    lowest: 0,
  },
  "one key removed, another added": {
    before: (user) => keys(user, { a: {}, b: {} }),
    after: (user) => keys(user, { b: {}, c: {} }),
    quota: "may fail",
    peak: 3,
    lowest: 1,
  },
  "a key of for_each renamed": {
    before: (user) => keys(user, { k: { for_each: '${toset(["x", "y\\"."])}' } }),
    after: (user) => keys(user, { k: { for_each: '${toset(["x", "z\\\\)"])}' } }),
    quota: "may fail",
    peak: 3,
    lowest: 1,
  },
  "a key that a create-before-destroy consumer makes create-before-destroy": {
    ...replacing((user) =>
      merged(keys(user, { a: replacedWith(user), b: {} }), {
        terraform_data: {
          [`${user}_consumer`]: {
            triggers_replace: `\${alicloud_ram_access_key.${user}_a.id}`,
            lifecycle: CREATE_FIRST,
          },
        },
      }),
    ),
    quota: "will fail",
    peak: 3,
    lowest: 2,
  },
  "one key replaced create-before-destroy": {
    ...replacing((user) => keys(user, { a: replacedWith(user, CREATE_FIRST) })),
    quota: "cannot fail",
    peak: 2,
    lowest: 1,
  },
  "the Inactive slot of a rotation replaced": {
    before: (user) =>
      merged(
        keys(user, { blue: { status: "Active" }, green: { status: "Inactive", ...replacedWith(user) } }),
        generation(user, 1),
      ),
    after: (user) =>
      merged(
        keys(user, { blue: { status: "Active" }, green: { status: "Active", ...replacedWith(user) } }),
        generation(user, 2),
      ),
    quota: "cannot fail",
    peak: 2,
    lowest: 1,
  },
  "two replaced keys, one after the other": {
    ...replacing((user) =>
      keys(user, {
        a: replacedWith(user),
        b: { ...replacedWith(user), depends_on: [`alicloud_ram_access_key.${user}_a`] },
      }),
    ),
    quota: "cannot fail",
    peak: 2,
    lowest: 0,
  },
};

/** The order that a witness tells, unless the service refuses a part of it: then there is no such order in fact. */
function provokable(simulation: Simulation, witness: Witness, start: number): readonly KeyOperation[] | null {
  if (witness === "refusal" || witness === "safeOrder") return simulation[witness];
  const { order } = simulation[witness];
  let count = start;
  return order.every(({ keys }) => (count += keys) <= QUOTA) ? order : null;
}

describeWithTerraform("the simulation of an apply, against what Terraform does", () => {
  const root = mkdtempSync(join(tmpdir(), "ramparts-e2e-"));
  let sandbox: Sandbox;
  let directory: TerraformDirectory;
  const simulations = new Map<string, Simulation>();
  const proven = new Map<string, Simulation>();
  const provokedOrders = new Map<string, readonly string[]>();
  let observed: ReadonlyMap<string, readonly Observed[]>;
  let output = "";

  const users = Object.keys(CASES).flatMap((name, index) =>
    WITNESSES.map((witness) => ({ name, witness, user: `u${index}-${witness}` })),
  );

  function configuration(of: "before" | "after"): object {
    const resources = users.map(({ name, user }) =>
      merged({ alicloud_ram_user: { [user]: { name: user } } }, CASES[name]?.[of](user) ?? {}),
    );
    return {
      terraform: { required_providers: { alicloud: { source: "aliyun/alicloud" } } },
      resource: merged(...resources),
    };
  }

  // One plan holds all cases, each for users of its own.
  beforeAll(async () => {
    const provoked = new ProvokedOrders(() => sandbox);
    sandbox = await startSandbox({ directory: join(root, "account"), interposition: provoked.interposition });
    directory = new TerraformDirectory(configuration("before"), () => sandbox.environment());
    await directory.init();
    expect(await directory.apply()).toMatchObject({ code: 0 });
    directory.write(configuration("after"));
    await directory.plan("-out=plan");
    const [shown, graph] = await Promise.all([
      directory.terraform("show", "-json", "plan"),
      directory.terraform("graph", "-plan=plan"),
    ]);
    const plan = new KeyPlan(shown.output);
    const groups = users.map(({ user }) => plan.operationsOf(user));
    const orders = ordersOf(readApplyGraph(graph.output), groups);
    const provenOnes = provenOrders(plan.configuration, groups);
    provoked.start();
    users.forEach(({ user, witness }, index) => {
      const { AccessKey } = sandbox.account.call(sandbox.caller, "ListAccessKeys", { UserName: user }).AccessKeys;
      const start = {
        keys: AccessKey.length,
        live: AccessKey.filter(({ Status }) => Status === "Active").length,
      };
      const order = orders[index] ?? { before: [], certain: false };
      expect(order.certain).toBe(true);
      const apply = { start, operations: groups[index] ?? [], quota: QUOTA };
      const simulation = simulate({ ...apply, before: order.before });
      simulations.set(user, simulation);
      proven.set(user, simulate({ ...apply, before: provenOnes[index]?.before ?? [] }));
      const actions = provokable(simulation, witness, start.keys)?.map(({ kind, address }) =>
        kind === "create" ? kind : `${kind} ${plan.idOf(address)}`,
      );
      if (actions) provokedOrders.set(user, actions);
      provoked.provoke(user, actions ?? []);
    });
    ({ output } = await directory.terraform("apply", "-no-color", "-parallelism=1000", "plan"));
    ({ observed } = provoked);
  });

  afterAll(() => {
    sandbox.close();
    directory.remove();
    rmSync(root, { recursive: true, force: true });
  });

  describe.each(Object.entries(CASES))("%s", (name, { quota, peak, lowest }) => {
    const ofCase = users.filter((each) => each.name === name);

    it(`${quota}, peak ${peak}, lowest ${lowest}`, () => {
      for (const { user } of ofCase) {
        expect(simulations.get(user)).toMatchObject({ quota, exact: true, peak: { count: peak } });
        expect(simulations.get(user)?.lowest.count).toBe(lowest);
      }
    });

    it("does so in the orders that the simulation tells, which Terraform takes", () => {
      for (const { user, witness } of ofCase) {
        const simulation = simulations.get(user);
        const order = provokedOrders.get(user);
        if (!simulation || !order) continue;
        const seen = (observed.get(user) ?? []).slice(0, order.length);
        expect(seen.map(({ action }) => action)).toEqual(order);
        const refusedAt = seen.findIndex(({ refused }) => refused);
        expect(refusedAt).toBe(witness === "refusal" ? order.length - 1 : -1);
        const end = seen.at(-1);
        if (!end) continue;
        if (witness === "peak") expect(end.keys).toBe(simulation.peak.count);
        if (witness === "lowest") expect(end.live).toBe(simulation.lowest.count);
        if (witness === "safeOrder") expect(end).toMatchObject(simulation.after);
      }
    });

    it("never leaves what the simulation says is possible", () => {
      for (const { user } of ofCase) {
        const seen = observed.get(user) ?? [];
        expect(seen.length).toBeGreaterThan(0);
        for (const each of seen) {
          expect(each.keys).toBeLessThanOrEqual(peak);
          expect(each.live).toBeGreaterThanOrEqual(lowest);
        }
        const failed = seen.some(({ refused }) => refused);
        if (quota !== "may fail") expect(failed).toBe(quota === "will fail");
      }
    });

    it("is judged more cautiously, and never wrongly, from the JSON alone", () => {
      for (const { user } of ofCase) {
        const cautious = proven.get(user);
        expect([quota, "may fail"]).toContain(cautious?.quota);
        expect(cautious?.peak.count).toBeGreaterThanOrEqual(peak);
        expect(cautious?.lowest.count).toBeLessThanOrEqual(lowest);
      }
    });
  });

  it("provoked each kind of order", () => {
    for (const witness of WITNESSES) {
      const provoked = users.filter((each) => each.witness === witness && provokedOrders.get(each.user)?.length);
      expect(provoked.length).toBeGreaterThan(0);
    }
    const refusals = [...observed.values()].flat().filter(({ refused }) => refused);
    expect(refusals.length).toBeGreaterThan(0);
    expect(output.match(/Code: LimitExceeded\.User\.AccessKey/g)).toHaveLength(refusals.length);
  });
});
