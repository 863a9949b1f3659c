import { readPlans } from "../../../lib/inventory/read-plans";
import { reviewOf } from "../../../lib/plan/review";
import { evaluate } from "../../../lib/rules/evaluate";
import type { Finding } from "../../../lib/rules/finding";
import { PLN018 } from "../../../lib/rules/plan/pln018";
import { TODAY } from "../inventory";

interface Import {
  readonly type?: string;
  readonly actions?: readonly string[];
  readonly before: object;
  readonly after: object;
  readonly unknown?: object;
  /** The masks of both sides. */
  readonly sensitive?: object | boolean;
  /** Null where the object is Terraform's already. */
  readonly id?: string | null;
}

/** As `terraform show -json` has an import of a user with the attributes of its first read. */
function findings({
  type = "user",
  actions = ["update"],
  before,
  after,
  unknown = {},
  sensitive = {},
  id = "1",
}: Import) {
  const change = {
    actions,
    before: { force: null, id: "1", timeouts: null, ...named(type), ...before },
    after: { force: null, id: "1", timeouts: null, ...named(type), ...after },
    after_unknown: unknown,
    before_sensitive: sensitive,
    after_sensitive: sensitive,
    ...(id !== null && { importing: { id } }),
  };
  const full = `alicloud_ram_${type}`;
  const element = { address: `${full}.it`, mode: "managed", type: full, name: "it", change };
  const plan = readPlans([{ name: "app", document: { format_version: "1.2", resource_changes: [element] } }]);
  return evaluate(plan.after, { stage: "plan", today: TODAY, rules: [PLN018], review: reviewOf(plan) });
}

function named(type: string): object {
  return type === "user" ? { name: "etl" } : { [`${type}_name`]: "etl", name: "etl" };
}

const said = (given: Import): string[] => findings(given).map(({ message }) => message);
const ADOPTED = 'RAM user "etl" is adopted, and the apply overwrites what it has: ';

describe("PLN018", () => {
  it.each<[string, Import, string[]]>([
    [
      "what is set to null",
      { before: { display_name: "Legacy ETL", comments: "ask bi" }, after: { display_name: null, comments: null } },
      [`${ADOPTED}display_name "Legacy ETL" is removed; comments "ask bi" is removed`],
    ],
    [
      "what becomes empty",
      { before: { comments: "a" }, after: { comments: "" } },
      [`${ADOPTED}comments "a" is removed`],
    ],
    [
      "what is set to another value",
      { before: { comments: "nightly loads" }, after: { comments: "other" } },
      [`${ADOPTED}comments "nightly loads" becomes "other"`],
    ],
    [
      "another name",
      { before: { name: "ETL" }, after: { name: "etl" } },
      ['RAM user "ETL" is adopted, and the apply overwrites what it has: name "ETL" becomes "etl"'],
    ],
    [
      "how somebody is reached, without saying how",
      { before: { mobile: "86-18600008888", email: "a@example.com" }, after: { mobile: null, email: "b@example.com" } },
      [`${ADOPTED}mobile is removed; email is changed`],
    ],
    [
      "what is masked, without saying it",
      { before: { comments: "hidden words" }, after: { comments: "x" }, sensitive: { comments: true } },
      [`${ADOPTED}comments is changed`],
    ],
    [
      "a group",
      { type: "group", before: { comments: "people" }, after: { comments: null } },
      ['RAM user group "etl" is adopted, and the apply overwrites what it has: comments "people" is removed'],
    ],
    [
      "a role",
      {
        type: "role",
        before: {
          max_session_duration: 3600,
          assume_role_policy_document: '{"a":1}',
          description: "d",
          tags: { a: "b" },
        },
        after: { max_session_duration: 7200, assume_role_policy_document: '{"a":2}', description: "d", tags: {} },
      },
      [
        'RAM role "etl" is adopted, and the apply overwrites what it has: assume_role_policy_document is changed; ' +
          'max_session_duration "3600" becomes "7200"; tags is removed',
      ],
    ],
    [
      "a policy, whose document has two names",
      {
        type: "policy",
        before: { policy_document: "{}", document: "{}" },
        after: { policy_document: '{"Version":"1"}' },
        unknown: { document: true },
      },
      ['Custom policy "etl" is adopted, and the apply overwrites what it has: policy_document is changed'],
    ],
    [
      "what is known after the apply only",
      { before: { comments: "a" }, after: {}, unknown: { comments: true } },
      [
        'RAM user "etl" is adopted, and the apply may overwrite its comments: alicloud_ram_user.it.comments is not ' +
          "known, because it is known after the apply only",
      ],
    ],
    [
      "what is certain beside what is not",
      { before: { comments: "a", display_name: "b" }, after: { display_name: null }, unknown: { comments: true } },
      [`${ADOPTED}display_name "b" is removed; comments "a" may be changed`],
    ],
    [
      "an identity that is replaced as soon as it is adopted",
      { type: "group", actions: ["delete", "create"], before: {}, after: { group_name: "other" } },
      [
        'RAM user group "etl" is adopted, and then deleted and created again, with other values: ' +
          'group_name "etl" becomes "other"',
      ],
    ],
    ["an import that changes nothing", { actions: ["no-op"], before: { comments: "a" }, after: { comments: "a" } }, []],
    ["only what the provider is told", { before: {}, after: { force: true } }, []],
    ["what the identity does not have", { before: { comments: null }, after: { comments: "new" } }, []],
    ["tags that it does not have", { type: "role", before: { tags: {} }, after: { tags: { a: "b" } } }, []],
    ["an update of what is Terraform's", { id: null, before: { comments: "a" }, after: { comments: "b" } }, []],
    ["what is no identity", { type: "access_key", before: { status: "Active" }, after: { status: "Inactive" } }, []],
  ])("judges %s", (_, given, expected) => {
    expect(said(given)).toEqual(expected);
  });

  it("is a warning about the identity, and an info where nothing is certain", () => {
    const found = (given: Import): Partial<Finding> | undefined => findings(given)[0];
    expect(found({ before: { comments: "a" }, after: { comments: "b" } })).toMatchObject({
      level: "warning",
      verdict: "violation",
      subject: "user:etl",
      address: "alicloud_ram_user.it",
    });
    expect(found({ before: { comments: "a" }, after: {}, unknown: { comments: true } })).toMatchObject({
      level: "info",
      verdict: "indeterminate",
    });
  });

  it("shortens a long text, and shows no secret that stands elsewhere in the plan", () => {
    const [long] = said({ before: { comments: "x".repeat(4000) }, after: { comments: null } });
    expect(long?.length).toBeLessThan(300);
    const canary = ["canary", "of", "a", "secret", "a1b2c3d4e5"].join("-");
    const given = { before: { comments: `see ${canary}`, email: canary }, after: { comments: canary } };
    const [message] = said({ ...given, sensitive: { email: true } });
    expect(message).toContain("comments");
    expect(message).not.toContain(canary);
  });
});
