import { KEY, keysOf, newKey, planOf, readPlan, unchanged, USER, userValues, type Change } from "./documents";

describe("plans of many versions", () => {
  const changes: Change[] = [
    unchanged(`${USER}.u`, userValues("u")),
    { address: `${KEY}.k`, actions: ["create"], ...newKey("u") },
  ];
  it.each([
    [
      "Terraform 1.0",
      {
        format_version: "0.2",
        terraform_version: "1.0.11",
        complete: undefined,
        applyable: undefined,
        errored: undefined,
      },
    ],
    [
      "Terraform 1.2",
      {
        format_version: "1.0",
        terraform_version: "1.2.9",
        complete: undefined,
        applyable: undefined,
        errored: undefined,
      },
    ],
    ["Terraform 1.3", { format_version: "1.1", terraform_version: "1.3.10", complete: undefined, errored: undefined }],
    [
      "Terraform 1.14",
      {
        format_version: "1.2",
        terraform_version: "1.14.0",
        action_invocations: [{}],
        timestamp: "2026-11-22T04:00:00Z",
      },
    ],
    ["OpenTofu 1.6", { format_version: "1.2", terraform_version: "1.6.0", applyable: undefined, complete: undefined }],
    ["OpenTofu 1.11", { format_version: "1.2", terraform_version: "1.11.0", checks: [], relevant_attributes: [] }],
  ])("%s are read", (_, rest) => {
    const plan = readPlan(planOf(changes, rest));
    expect(keysOf(plan.after)).toEqual([[`${KEY}.k`, "u"]]);
    expect(plan.stacks[0]).toMatchObject({
      terraformVersion: rest.terraform_version,
      isComplete: "complete" in rest ? null : true,
      hasErrored: "errored" in rest ? null : false,
      notUnderstood: [],
    });
  });

  it("and one that ended in an error says so", () => {
    expect(readPlan(planOf(changes, { errored: true, complete: false })).stacks[0]).toMatchObject({
      hasErrored: true,
      isComplete: false,
    });
  });
});
