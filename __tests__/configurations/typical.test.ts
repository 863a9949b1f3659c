import {
  configurationOf,
  findingsOf,
  identitiesIn,
  inOtherOrders,
  inventoryOf,
  linesOf,
  namesOf,
} from "./configurations";

/** All that is said of each. */
const FINDINGS = new Map<string, readonly string[]>([
  // People whose logon and keys are one identity.
  [
    "console-and-keys",
    [
      "error SEC001 alicloud_ram_access_key.alice",
      "error SEC001 alicloud_ram_access_key.alice_cli",
      "error BCK001 terraform.backend.local",
      "warning KEY011 alicloud_ram_access_key.alice",
      "warning KEY003 alicloud_ram_access_key.alice_cli",
      "warning KEY011 alicloud_ram_access_key.alice_cli",
      "warning ACC001 alicloud_ram_account_password_policy.corporate",
      "warning USR003 alicloud_ram_login_profile.alice",
      "warning ACC002 alicloud_ram_security_preference.example",
      "warning ACC006 alicloud_ram_security_preference.example",
      "info KEY008 alicloud_ram_access_key.alice",
      "info KEY008 alicloud_ram_access_key.alice_cli",
      "info ACC003 alicloud_ram_security_preference.example",
    ],
  ],
  // Names that change, keys by position.
  [
    "generated",
    [
      "error SEC001 alicloud_ram_access_key.app",
      "error KEY006 alicloud_ram_access_key.pair",
      "error SEC001 alicloud_ram_access_key.pair",
      "error BCK001 terraform.backend.local",
      "warning KEY004 alicloud_ram_access_key.app",
      "warning KEY011 alicloud_ram_access_key.app",
      "warning KEY003 alicloud_ram_access_key.pair",
      "warning KEY011 alicloud_ram_access_key.pair",
      "warning USR006 alicloud_ram_user.app",
      "info KEY008 alicloud_ram_access_key.app",
      "info KEY008 alicloud_ram_access_key.pair",
    ],
  ],
  // Arguments with a default for everything.
  [
    "module-style",
    [
      "error SEC001 module.user.alicloud_ram_access_key.this[0]",
      "error BCK001 terraform.backend.local",
      "warning KEY011 module.user.alicloud_ram_access_key.this[0]",
      "warning USR002 module.user.alicloud_ram_user.this[0]",
      "info KEY008 module.user.alicloud_ram_access_key.this[0]",
    ],
  ],
  // What was right some years ago.
  [
    "older-provider",
    [
      "error SEC004 alicloud_ram_access_key.backup",
      "error SEC004 alicloud_ram_access_key.root",
      "error POL003 alicloud_ram_group_policy_attachment.admins",
      "error USR001 alicloud_ram_user.backup",
      "error PRV001 terraform.required_providers.alicloud",
      "warning KEY011 alicloud_ram_access_key.backup",
      "warning KEY011 alicloud_ram_access_key.root",
      "info KEY008 alicloud_ram_access_key.backup",
      "info KEY008 alicloud_ram_access_key.root",
    ],
  ],
  // The example in the documentation of the resource.
  [
    "registry-example",
    [
      "error SEC001 alicloud_ram_access_key.ak",
      "error SEC002 alicloud_ram_access_key.ak",
      "error BCK001 terraform.backend.local",
      "warning KEY011 alicloud_ram_access_key.ak",
      "warning USR002 alicloud_ram_user.user",
      "info KEY008 alicloud_ram_access_key.ak",
    ],
  ],
  // A leak: keys of whoever runs Terraform, with credentials in the file.
  [
    "root-credentials",
    [
      "error KEY001 alicloud_ram_access_key.ak",
      "error SEC001 alicloud_ram_access_key.ak",
      "error SEC002 alicloud_ram_access_key.ak",
      "error SEC009 provider.alicloud",
      "error SEC009 provider.alicloud",
      "error BCK001 terraform.backend.local",
      "warning KEY011 alicloud_ram_access_key.ak",
      "info KEY008 alicloud_ram_access_key.ak",
    ],
  ],
  [
    "secrets-in-outputs",
    [
      "error SEC001 alicloud_ram_access_key.backend",
      "error SEC001 alicloud_ram_access_key.frontend",
      "error SEC005 output.frontend_secret",
      "error BCK001 terraform.backend.local",
      "warning KEY011 alicloud_ram_access_key.backend",
      "warning KEY005 alicloud_ram_access_key.frontend",
      "warning KEY011 alicloud_ram_access_key.frontend",
      "warning SEC006 output.backend_secret",
      "info KEY008 alicloud_ram_access_key.backend",
      "info KEY008 alicloud_ram_access_key.frontend",
    ],
  ],
  // The secret where its consumers read it.
  [
    "secrets-to-consumers",
    [
      "error SEC008 alicloud_instance.app",
      "error SEC001 alicloud_ram_access_key.app",
      "error SEC008 kubernetes_config_map.app",
      "error SEC008 null_resource.hook",
      "error BCK004 terraform.backend.oss",
      "warning KEY011 alicloud_ram_access_key.app",
      "warning BCK002 terraform.backend.oss",
      "warning BCK003 terraform.backend.oss",
      "info KEY008 alicloud_ram_access_key.app",
    ],
  ],
  // One list of users, a key for each of them.
  [
    "users-with-keys",
    [
      'error SEC001 alicloud_ram_access_key.this["app-a"]',
      'error SEC001 alicloud_ram_access_key.this["app-b"]',
      'error SEC001 alicloud_ram_access_key.this["app-c"]',
      'warning KEY011 alicloud_ram_access_key.this["app-a"]',
      'warning KEY011 alicloud_ram_access_key.this["app-b"]',
      'warning KEY011 alicloud_ram_access_key.this["app-c"]',
      'warning USR002 alicloud_ram_user.this["app-a"]',
      'warning USR002 alicloud_ram_user.this["app-b"]',
      'warning USR002 alicloud_ram_user.this["app-c"]',
      "warning SEC006 output.secrets",
      "warning BCK002 terraform.backend.oss",
      "warning BCK003 terraform.backend.oss",
      'info KEY008 alicloud_ram_access_key.this["app-a"]',
      'info KEY008 alicloud_ram_access_key.this["app-b"]',
      'info KEY008 alicloud_ram_access_key.this["app-c"]',
    ],
  ],
  // Everything is a variable: doubts, and no more.
  [
    "variables",
    [
      "warning KEY011 alicloud_ram_access_key.it",
      "warning SEC001? alicloud_ram_access_key.it",
      "warning SEC003? alicloud_ram_access_key.it",
      "warning POL001? alicloud_ram_policy.it",
      "warning USR001? alicloud_ram_policy.it",
      "warning USR001? alicloud_ram_user.it",
      "warning POL003? alicloud_ram_user_policy_attachment.it",
      "warning BCK004? terraform.backend.oss",
      "info KEY008 alicloud_ram_access_key.it",
      "info POL002? alicloud_ram_policy.it",
      "info POL004? alicloud_ram_policy.it",
      "info POL005? alicloud_ram_policy.it",
      "info BCK002? terraform.backend.oss",
      "info BCK003? terraform.backend.oss",
    ],
  ],
  [
    "wildcards",
    [
      "error SEC001 alicloud_ram_access_key.ci",
      "error SEC001 alicloud_ram_access_key.ops",
      "error POL001 alicloud_ram_policy.all",
      "error POL003 alicloud_ram_user_policy_attachment.ops_admin",
      "error POL003 alicloud_ram_user_policy_attachment.ops_all",
      "error BCK001 terraform.backend.local",
      "warning KEY011 alicloud_ram_access_key.ci",
      "warning KEY011 alicloud_ram_access_key.ops",
      "warning POL002 alicloud_ram_policy.ci",
      "warning POL004 alicloud_ram_policy.ci",
      "warning POL002 alicloud_ram_policy.storage",
      "info KEY008 alicloud_ram_access_key.ci",
      "info KEY008 alicloud_ram_access_key.ops",
    ],
  ],
]);

const FORTY = "forty-users";

describe("a typical configuration", () => {
  it.each([...FINDINGS])("gets what can be defended, and nothing twice: %s", async (name, expected) => {
    expect(linesOf(findingsOf(await configurationOf("typical", name)))).toEqual(expected);
  });

  it("gets three findings for each of forty users with a key", async () => {
    const configuration = await configurationOf("typical", FORTY);
    const findings = findingsOf(configuration);
    const subjects = (id: string) => findings.flatMap(({ rule, subject }) => (rule === id ? [subject] : []));
    for (const rule of ["SEC001", "KEY011", "KEY008"]) expect(new Set(subjects(rule)).size).toBe(40);
    expect(findings).toHaveLength(120);
    expect(identitiesIn(inventoryOf(configuration))).toBe(40);
  });

  it("is one of those above", () => {
    expect(namesOf("typical").sort()).toEqual([...FINDINGS.keys(), FORTY].sort());
  });

  it.each(namesOf("typical"))("is judged alike in whatever order it is written: %s", async (name) => {
    const configuration = await configurationOf("typical", name);
    const findings = findingsOf(configuration);
    inOtherOrders(configuration, (reordered) => {
      expect(findingsOf(reordered)).toEqual(findings);
    });
  });
});
