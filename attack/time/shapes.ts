import { planOf } from "./inputs";
import { EVALUATED } from "./evaluated-shapes";

/** An input that grows in one direction. */
export interface Shape {
  readonly name: string;
  /** The file that grows, as in `INPUTS`. */
  readonly file: string;
  readonly argv: readonly string[];
  /** The content of the file; of a size that grows as the number does. */
  readonly content: (size: number) => unknown;
}

const CHECK = { file: "app/main.tf.json", argv: ["check", "@app/main.tf.json"] };
const HCL = { file: "app/more.tf", argv: ["check", "@app"] };
const REVIEW = { file: "plan.json", argv: ["review", "@plan.json"] };
const STATE = { file: "state.json", argv: ["audit", "@state.json"] };
const LISTING = { file: "keys.json", argv: ["audit", "@state.json", "--keys", "@keys.json"] };
const SETTINGS = { file: "ramparts.yaml", argv: ["check", "@app"] };
const MANIFEST = { file: "manifest.yaml", argv: ["review", "@plan.json", "--manifest", "@manifest.yaml"] };

const many = <T>(size: number, make: (index: number) => T): T[] =>
  Array.from({ length: size }, (_, index) => make(index));
const named = (size: number, make: (index: number) => unknown): object =>
  Object.fromEntries(many(size, (index) => [`n${index}`, make(index)]));
const users = (size: number): object => named(size, (index) => ({ name: `user-${index}` }));
const key = (user: string, name: string) => ({
  type: "alicloud_ram_access_key",
  name,
  values: { user_name: user, pgp_key: "keybase:x" },
});
const policy = (statement: unknown): string => JSON.stringify({ Version: "1", Statement: statement });
/** Within the 6,000 characters that RAM takes, as are all wildcards of one policy. */
const wildcards = (letter: string): string[] =>
  many(180, (index) => `oss:*${letter}*${String.fromCharCode(97 + (index % 26))}*${index}*`);
const attached = (name: string, document: string) => [
  { type: "alicloud_ram_policy", name, values: { policy_name: name, policy_document: document } },
  {
    type: "alicloud_ram_user_policy_attachment",
    name,
    values: { user_name: "etl", policy_name: name, policy_type: "Custom" },
  },
];
const withUsers = (text: string): object => ({
  resource: { alicloud_ram_user: { a: { name: text } } },
  moved: { from: text, to: text },
  import: { to: text, id: "a" },
});

/** Ways in which what is read grows; a new one is one line. */
export const SHAPES: readonly Shape[] = [
  { name: "users of a configuration", ...CHECK, content: (size) => ({ resource: { alicloud_ram_user: users(size) } }) },
  {
    name: "keys of a configuration",
    ...CHECK,
    content: (size) => ({
      resource: {
        alicloud_ram_user: users(size),
        alicloud_ram_access_key: named(size, (index) => ({ user_name: `\${alicloud_ram_user.n${index}.name}` })),
      },
    }),
  },
  {
    name: "keys of one user",
    ...CHECK,
    content: (size) => ({ resource: { alicloud_ram_access_key: named(size, () => ({ user_name: "etl" })) } }),
  },
  {
    name: "locals that refer to the next",
    ...CHECK,
    content: (size) => ({ locals: named(size, (index) => `\${local.n${index + 1}}`) }),
  },
  {
    name: "outputs",
    ...CHECK,
    content: (size) => ({ output: named(size, (index) => ({ value: `\${local.n${index}}` })) }),
  },
  ...EVALUATED.map((shape) => ({ ...shape, ...CHECK })),
  { name: "blanks in a reference", ...CHECK, content: (size) => withUsers(`\${${" ".repeat(100 * size)}`) },
  { name: "brackets in a reference", ...CHECK, content: (size) => withUsers("[".repeat(100 * size)) },
  { name: "templates that do not end", ...CHECK, content: (size) => withUsers("${a[".repeat(20 * size)) },
  { name: "templates in templates", ...CHECK, content: (size) => withUsers('${"'.repeat(20 * size)) },
  { name: "nested lists", ...CHECK, content: (size) => `{"a":${"[".repeat(20 * size)}${"]".repeat(20 * size)}}` },
  { name: "comments of HCL", ...HCL, content: (size) => "# a\n".repeat(10 * size) },
  {
    name: "blocks of HCL",
    ...HCL,
    content: (size) => many(size / 4, (index) => `locals { l${index} = 1 }\n`).join(""),
  },
  {
    name: "escaped quotes of HCL",
    ...HCL,
    content: (size) => `locals { a = "${'\\"'.repeat(20 * size)}\${\n1\n}" }\n`,
  },
  {
    name: "heredocs of HCL",
    ...HCL,
    content: (size) => `locals {\n${many(size / 4, (index) => `a${index} = <<A\nx\nA\n`).join("")}}\n`,
  },
  {
    name: "keys of a plan",
    ...REVIEW,
    content: (size) => planOf(many(size, (index) => key(`u${index}`, `k${index}`))),
  },
  {
    name: "keys of one user of a plan",
    ...REVIEW,
    content: (size) => planOf(many(size / 4, (index) => key("etl", `k${index}`))),
  },
  {
    name: "policies of one user, of overlapping wildcards",
    ...REVIEW,
    content: (size) =>
      planOf(
        many(size / 500, (index) => index).flatMap((index) =>
          attached(
            `p${index}`,
            policy([
              { Effect: "Allow", Action: wildcards("a"), Resource: wildcards("x") },
              { Effect: "Deny", Action: wildcards(String.fromCharCode(98 + (index % 20))), Resource: wildcards("y") },
            ]),
          ),
        ),
      ),
  },
  {
    name: "statements of one policy",
    ...REVIEW,
    content: (size) =>
      planOf(
        attached(
          "p",
          policy(many(size / 5, (index) => ({ Effect: "Allow", Action: `oss:a${index}*`, Resource: `*${index}*` }))),
        ),
      ),
  },
  {
    name: "objects of a state",
    ...STATE,
    content: (size) => ({
      format_version: "1.0",
      values: {
        root_module: {
          resources: many(size, (index) => {
            const { type, name, values } = key(`u${index}`, `k${index}`);
            const address = `${type}.${name}`;
            return { address, mode: "managed", type, name, values: { ...values, id: `example-key-${10_000 + index}` } };
          }),
        },
      },
    }),
  },
  {
    name: "users of a listing",
    ...LISTING,
    content: (size) => ({
      version: 1,
      account: "1234567890123456",
      time: "2026-06-15T04:00:00Z",
      users: many(size, (index) => ({ name: `u${index}`, accessKeys: [] })),
    }),
  },
  {
    name: "acknowledgements of ramparts.yaml",
    ...SETTINGS,
    content: (size) =>
      `acknowledgements:\n${many(
        size,
        (index) => `  - { rule: KEY008, address: a.n${index}*, reason: it is gone soon, until: "2026-12-31" }\n`,
      )
        .join("")
        .replaceAll(/[{}]/g, "")
        .replaceAll(", ", "\n    ")
        .replaceAll("-  rule", "- rule")}`,
  },
  {
    name: "aliases of YAML",
    ...MANIFEST,
    content: (size) => `rampartsManifest: 1\na: &a x\nb: [${"*a,".repeat(size)}]`,
  },
  {
    name: "aliases of aliases of YAML",
    ...MANIFEST,
    content: (size) =>
      `rampartsManifest: 1\na0: &a0 [x]\n${many(size / 10, (index) => `a${index + 1}: &a${index + 1} [${Array<string>(9).fill(`*a${index}`).join()}]\n`).join("")}`,
  },
  {
    name: "merges of YAML",
    ...MANIFEST,
    content: (size) => `rampartsManifest: 1\na: &a {x: 1}\n${many(size, (index) => `m${index}:\n  <<: *a\n`).join("")}`,
  },
  { name: "nested YAML", ...MANIFEST, content: (size) => `rampartsManifest: 1\naccounts: ${"[".repeat(size)}` },
  { name: "a long number of YAML", ...MANIFEST, content: (size) => `rampartsManifest: ${"9".repeat(100 * size)}` },
];
