import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readApplyGraph } from "../../lib/plan/simulation/apply-graph";
import type { KeyOperation, OperationOrder } from "../../lib/plan/simulation/key-operation";
import { ordersOf } from "../../lib/plan/simulation/orders-of";
import { startSandbox, type Sandbox } from "../../sandbox";
import { ramAccessKey } from "../../sandbox/provider/resources/ram-access-key";
import { generation, KeyPlan, keys, merged, replacedWith, type Resources } from "./key-plans";
import { describeWithTerraform, TerraformDirectory } from "./terraform";

const USER = "deposing";

describeWithTerraform("the graph of an apply, as Terraform prints it", () => {
  const root = mkdtempSync(join(tmpdir(), "ramparts-e2e-"));
  let sandbox: Sandbox;
  let directory: TerraformDirectory;

  beforeAll(async () => {
    sandbox = await startSandbox({ directory: join(root, "account") });
  });
  afterAll(() => {
    jest.restoreAllMocks();
    sandbox.close();
    directory.remove();
    rmSync(root, { recursive: true, force: true });
  });

  function configuration(resources: Resources, more: object = {}): object {
    const user = { alicloud_ram_user: { [USER]: { name: USER } } };
    return {
      terraform: { required_providers: { alicloud: { source: "aliyun/alicloud" } } },
      resource: merged(user, resources),
      ...more,
    };
  }

  async function planned(
    ...args: string[]
  ): Promise<{ operations: KeyOperation[]; order: OperationOrder | undefined }> {
    await directory.plan("-out=plan", ...args);
    const [shown, graph] = await Promise.all([
      directory.terraform("show", "-json", "plan"),
      directory.terraform("graph", "-plan=plan"),
    ]);
    const operations = new KeyPlan(shown.output).operationsOf(USER);
    return { operations, order: ordersOf(readApplyGraph(graph.output), [operations])[0] };
  }

  it("has every operation: of replacements, deposed objects, what is forgotten, and what is destroyed", async () => {
    const replaced = (input: number): object => {
      const key = replacedWith(USER, { create_before_destroy: true });
      return configuration(merged(keys(USER, { k: key }), generation(USER, input)));
    };
    directory = new TerraformDirectory(replaced(1), () => sandbox.environment());
    await directory.init();
    await directory.apply();
    // The old key cannot be deleted: it stays behind, deposed.
    jest.spyOn(ramAccessKey, "delete").mockRejectedValueOnce(new Error("not now"));
    directory.write(replaced(2));
    expect(await directory.apply()).toMatchObject({ code: 1 });

    directory.write(replaced(3));
    const again = await planned();
    const address = `alicloud_ram_access_key.${USER}_k`;
    expect(again.operations).toMatchObject([
      { kind: "create", address, deposed: null },
      { kind: "delete", address, deposed: null },
      { kind: "delete", address, deposed: expect.stringMatching(/^[0-9a-f]{8}$/) as string },
    ]);
    expect(again.order?.certain).toBe(true);
    expect(again.order?.before).toContainEqual([0, 1]);

    const destroyed = await planned("-destroy");
    expect(destroyed.operations.map(({ kind }) => kind)).toEqual(["delete", "delete"]);
    expect(destroyed.order?.certain).toBe(true);

    const forget = [{ from: address, lifecycle: { destroy: false } }];
    directory.write(configuration(keys(USER, { other: {}, another: {} }), { removed: forget }));
    const forgotten = await planned();
    expect(forgotten.operations.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["create", "create"]));
    expect(forgotten.order?.certain).toBe(true);
  });
});
