import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJsonDocument } from "../../lib/inventory/plan/json-document";
import { readPlans } from "../../lib/inventory/plan/read-plans";
import { reviewOf } from "../../lib/plan/review";
import type { PlanReview } from "../../lib/plan/plan-review";
import { readApplyGraph } from "../../lib/plan/simulation/apply-graph";
import { evaluate } from "../../lib/rules/evaluate";
import { startSandbox, type Sandbox } from "../../sandbox";
import { keys, merged, type Resources } from "./key-plans";
import { describeWithTerraform, TerraformDirectory } from "./terraform";

const user = (id: string, name = id): Resources => ({ alicloud_ram_user: { [id]: { name } } });

/** What stands there first, and what the plan that is reviewed makes of it. */
const BEFORE = merged(
  user("renamed", "old-name"),
  keys("renamed", { a: {} }),
  user("replaced"),
  keys("replaced", { a: {} }),
  user("race"),
  keys("race", { a: {}, b: {} }),
  user("rotating"),
  keys("rotating", { blue: { status: "Active" }, green: { status: "Inactive", secret_file: "/dev/null" } }),
  user("leaked"),
  keys("leaked", { a: { status: "Active" } }),
);
const AFTER = merged(
  user("renamed", "new-name"),
  keys("renamed", { a: {} }),
  user("replaced"),
  keys("replaced", { a: { secret_file: "/dev/null" } }),
  user("race"),
  keys("race", { b: {}, c: {} }),
  user("rotating"),
  keys("rotating", { blue: { status: "Active" }, green: { status: "Active" } }),
  user("leaked"),
  keys("leaked", { a: { status: "Active" } }),
);

describeWithTerraform("the review of a real plan", () => {
  const root = mkdtempSync(join(tmpdir(), "ramparts-e2e-"));
  let sandbox: Sandbox;
  let directory: TerraformDirectory;
  let review: PlanReview;
  let findings: readonly string[];

  beforeAll(async () => {
    sandbox = await startSandbox({ directory: join(root, "account") });
    const configuration = (resource: Resources): object => ({
      terraform: { required_providers: { alicloud: { source: "aliyun/alicloud" } } },
      data: { alicloud_caller_identity: { me: {} } },
      resource,
    });
    directory = new TerraformDirectory(configuration(BEFORE), () => sandbox.environment());
    await directory.init();
    expect(await directory.apply()).toMatchObject({ code: 0 });
    disable("leaked");

    directory.write(configuration(AFTER));
    await directory.plan("-out=plan");
    const [shown, graph] = await Promise.all([
      directory.terraform("show", "-json", "plan"),
      directory.terraform("graph", "-plan=plan"),
    ]);
    const { content } = readJsonDocument(Buffer.from(shown.output), "plan", ["plan"]);
    const plan = readPlans([{ name: "app", document: content }]);
    review = reviewOf(plan, { graphs: new Map([["app", readApplyGraph(graph.output)]]) });
    findings = evaluate(plan.after, { stage: "plan", today: "2026-06-15", review })
      .filter(({ rule }) => /^PLN/.test(rule))
      .map(({ rule, level, address }) => `${level} ${rule} ${address.replace(/^alicloud_ram_/, "")}`);
  });

  afterAll(() => {
    sandbox.close();
    directory.remove();
    rmSync(root, { recursive: true, force: true });
  });

  /** What somebody does on the night of a leak. */
  function disable(UserName: string): void {
    const { AccessKey } = sandbox.account.call(sandbox.caller, "ListAccessKeys", { UserName }).AccessKeys;
    for (const { AccessKeyId: UserAccessKeyId } of AccessKey) {
      sandbox.account.call(sandbox.caller, "UpdateAccessKey", { UserName, UserAccessKeyId, Status: "Inactive" });
    }
  }

  it.each<[string, string[]]>([
    [
      "old-name",
      [
        '~ renamed from "old-name" to "new-name"',
        "~ renamed_a: replaced because user_name changes: still Active and deleted first, new key becomes the only live one",
        "keys: 1 now → 0 → 1 after; live: 1 → 0 → 1",
      ],
    ],
    [
      "replaced",
      [
        "~ replaced_a: replaced because secret_file changes: still Active and deleted first, new key becomes the only live one",
        "keys: 1 now → 0 → 1 after; live: 1 → 0 → 1",
      ],
    ],
    [
      "race",
      [
        "- race_a: deleted: still Active",
        "= race_b: stays Active, current",
        "+ race_c: created: becomes the second live one",
        "keys: 2 now → 3 → 2 after; live: 2 → 1 → 2",
        "may fail: create race_c meets the full quota of 2; delete race_a, create race_c does not",
      ],
    ],
    [
      "rotating",
      [
        "= rotating_blue: stays Active, current",
        "~ rotating_green: replaced because secret_file changes: Inactive since the last apply, " +
          "new key becomes the second live one",
        "keys: 2 now → 1 → 2 after; live: 1 → 1 → 2",
      ],
    ],
    [
      "leaked",
      [
        "~ leaked_a: enabled again; it was disabled outside Terraform since the last apply",
        "keys: 1 now → 1 → 1 after; live: 0 → 0 → 1",
      ],
    ],
  ])("says what happens to %s", (name, expected) => {
    const holder = review.holders.find((each) => each.name === name);
    expect([
      ...(holder?.change ? [`${holder.change.symbol} ${holder.change.words}`] : []),
      ...(holder?.keys.map((key) => `${key.symbol} ${key.name}: ${key.words}`) ?? []),
      holder?.apply.numbers,
      ...(holder?.apply.failure ? [holder.apply.failure] : []),
    ]).toEqual(expected);
    expect(holder?.apply.isOrderCertain).toBe(true);
  });

  it("finds what is wrong, and nothing in a rotation but its edit", () => {
    expect([...findings].sort()).toEqual([
      "error PLN001 access_key.race_c",
      "error PLN002 access_key.race_a",
      "error PLN002 access_key.renamed_a",
      "error PLN002 access_key.replaced_a",
      "error PLN003 access_key.renamed_a",
      "error PLN003 access_key.replaced_a",
      "error PLN004 user.renamed",
      "error PLN006 access_key.leaked_a",
      "warning PLN013 access_key.replaced_a",
      "warning PLN013 access_key.rotating_green",
    ]);
  });
});
