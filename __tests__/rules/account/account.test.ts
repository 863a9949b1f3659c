import type { AccountSetting } from "../../../lib/inventory/grant-model";
import type { Inventory } from "../../../lib/inventory/model";
import { ACC001 } from "../../../lib/rules/account/acc001";
import { ACC002 } from "../../../lib/rules/account/acc002";
import { ACC003 } from "../../../lib/rules/account/acc003";
import { ACC004 } from "../../../lib/rules/account/acc004";
import { ACC005 } from "../../../lib/rules/account/acc005";
import { ACC006 } from "../../../lib/rules/account/acc006";
import type { Rule } from "../../../lib/rules/rule";
import { NO_SETTINGS } from "../../../lib/rules/settings";
import type { Thresholds } from "../../../lib/rules/thresholds";
import { setting } from "../grants";
import { accessKey, accountOf, findingsOf, gist, siteAt, unknown } from "../inventory";

const NEWER = "alicloud_ram_password_policy";
const OLDER = "alicloud_ram_account_password_policy";
const REQUIRED = {
  require_lowercase_characters: true,
  require_uppercase_characters: true,
  require_numbers: true,
  require_symbols: true,
};
const ENOUGH = { minimum_password_length: 12, max_login_attemps: 5, ...REQUIRED };

function passwords(type: string, values: Record<string, unknown>, thresholds: Partial<Thresholds> = {}): string[] {
  const accountSettings = [setting("passwordPolicy", type, values)];
  const options = { settings: { ...NO_SETTINGS, thresholds } };
  return findingsOf(ACC001, { accountSettings }, options).map(({ level, message }) => `${level} ${message}`);
}

function preferences(rule: Rule, values: Record<string, unknown>, parts: Partial<Inventory> = {}): string[] {
  const accountSettings = [setting("securityPreference", "alicloud_ram_security_preference", values)];
  return findingsOf(rule, { accountSettings, ...parts }).map(({ level, message }) => `${level} ${message}`);
}

describe("ACC001", () => {
  it("takes what is enough, under both generations", () => {
    expect(passwords(NEWER, ENOUGH)).toEqual([]);
    expect(passwords(OLDER, {})).toEqual([]);
    expect(passwords(OLDER, { minimum_password_length: 32, max_login_attempts: 1, max_password_age: 9 })).toEqual([]);
  });

  it.each([
    [NEWER, { ...ENOUGH, minimum_password_length: 11 }, "minimum_password_length is 11, not at least 12"],
    [NEWER, { ...ENOUGH, max_login_attemps: 6 }, "max_login_attemps is 6, not 1 to 5"],
    [NEWER, { ...ENOUGH, max_login_attemps: 0 }, "max_login_attemps is 0, not 1 to 5"],
    [NEWER, { ...ENOUGH, require_numbers: false }, "require_numbers is false, not true"],
    [NEWER, { ...ENOUGH, require_lowercase_characters: false }, "require_lowercase_characters is false, not true"],
    [NEWER, { ...ENOUGH, require_uppercase_characters: false }, "require_uppercase_characters is false, not true"],
    [NEWER, { ...ENOUGH, require_symbols: false }, "require_symbols is false, not true"],
    [NEWER, { ...ENOUGH, minimum_password_length: "x" }, "minimum_password_length is no such value, not at least 12"],
    [OLDER, { minimum_password_length: 8 }, "minimum_password_length is 8, not at least 12"],
    [OLDER, { max_login_attempts: 32 }, "max_login_attempts is 32, not 1 to 5"],
    [OLDER, { require_symbols: false }, "require_symbols is false, not true"],
  ])("reports %s with %j", (type, values, shortfall) => {
    expect(passwords(type, values)).toEqual([`warning The password policy is weaker than the profile: ${shortfall}`]);
  });

  it("reports what the newer resource leaves out, in one finding", () => {
    const [message, ...others] = passwords(NEWER, {});
    expect(others).toEqual([]);
    expect(message).toContain("minimum_password_length is left to the account, not at least 12");
    expect(message).toContain("max_login_attemps is 0, not 1 to 5; require_lowercase_characters is false, not true");
  });

  it("judges by the thresholds of the profile; one of 0 demands nothing", () => {
    const strict = { passwordReusePrevention: 5, passwordMaxAge: 90, passwordMinimumLength: 14 };
    expect(passwords(OLDER, {}, strict)).toEqual([
      "warning The password policy is weaker than the profile: minimum_password_length is 12, not at least 14; " +
        "password_reuse_prevention is 0, not at least 5; max_password_age is 0, not 1 to 90",
    ]);
    const met = { minimum_password_length: 14, password_reuse_prevention: 5, max_password_age: 90 };
    expect(passwords(OLDER, met, strict)).toEqual([]);
    const nothing = {
      passwordMinimumLength: 0,
      passwordMaxLoginAttempts: 0,
      passwordRequiresLowercase: false,
      passwordRequiresUppercase: false,
      passwordRequiresNumbers: false,
      passwordRequiresSymbols: false,
    };
    expect(passwords(NEWER, {}, nothing)).toEqual([]);
  });

  it("is indeterminate when nothing is too weak for certain", () => {
    const length = unknown("p.minimum_password_length");
    expect(passwords(NEWER, { ...ENOUGH, minimum_password_length: length })).toEqual([
      "info The password policy may be weaker than the profile: p.minimum_password_length is not known, because " +
        'it is the variable "x"',
    ]);
    const certain = passwords(NEWER, { ...ENOUGH, minimum_password_length: length, require_numbers: false });
    expect(certain).toHaveLength(1);
    expect(certain[0]).toContain("require_numbers is false");
  });
});

describe("ACC002", () => {
  it.each([
    [{ mfa_operation_for_login: "mandatory" }, []],
    [{ enforce_mfa_for_login: true }, []],
    [{ mfa_operation_for_login: "mandatory", enforce_mfa_for_login: false }, []],
    [{}, ["warning MFA is not mandatory at logon: the security preference does not ask for it"]],
    [{ enforce_mfa_for_login: false }, ["warning MFA is not mandatory at logon: enforce_mfa_for_login is false"]],
    [
      { mfa_operation_for_login: "adaptive", enforce_mfa_for_login: true },
      ['warning MFA is not mandatory at logon: mfa_operation_for_login is "adaptive"'],
    ],
    [
      { mfa_operation_for_login: unknown("s.mfa_operation_for_login") },
      [expect.stringMatching(/^info MFA may not be mandatory at logon: s\.mfa_operation_for_login is not known/)],
    ],
  ])("judges %j", (values, expected) => {
    expect(preferences(ACC002, values)).toEqual(expected);
  });

  it("says nothing where the app does not manage the security preference", () => {
    expect(findingsOf(ACC002, { accountSettings: [setting("passwordPolicy", NEWER, {})] })).toEqual([]);
  });
});

describe("ACC003", () => {
  it.each([
    [{ max_idle_days_for_access_keys: 90 }, []],
    [{ max_idle_days_for_access_keys: 180 }, []],
    [
      { max_idle_days_for_access_keys: "none" },
      ["info Idle AccessKeys live for 730 days unless the account has another value; the profile allows 180"],
    ],
    [{ max_idle_days_for_access_keys: 365 }, ["info Idle AccessKeys live for 365 days; the profile allows 180"]],
    [{}, ["info Idle AccessKeys live for 730 days unless the account has another value; the profile allows 180"]],
    [
      { max_idle_days_for_access_keys: unknown("s.days") },
      [expect.stringMatching(/^info Idle AccessKeys may live longer than 180 days: s\.days is not known/)],
    ],
  ])("judges %j", (values, expected) => {
    expect(preferences(ACC003, values)).toEqual(expected);
  });

  it("judges by the threshold of the profile", () => {
    const accountSettings = [setting("securityPreference", "alicloud_ram_security_preference", {})];
    const settings = { ...NO_SETTINGS, thresholds: { maxIdleDaysForAccessKeys: 730 } };
    expect(findingsOf(ACC003, { accountSettings }, { settings })).toEqual([]);
  });
});

describe("ACC004", () => {
  const managed = { allow_user_to_manage_access_keys: true };
  const accessKeys = [accessKey("app/k")];

  it.each<[string, Record<string, unknown>, Partial<Inventory>, number]>([
    ["keys in code", managed, { accessKeys }, 1],
    ["no keys in code", managed, {}, 0],
    ["a key of which there is none", managed, { accessKeys: [accessKey("app/k", { instances: 0 })] }, 0],
    ["keys of another account", managed, { accessKeys: [accessKey("app/k", { account: accountOf("999") })] }, 0],
    ["a setting that is off", { allow_user_to_manage_access_keys: false }, { accessKeys }, 0],
    ["a setting that is RAM's default", {}, { accessKeys }, 0],
  ])("judges %s", (_, values, parts, count) => {
    expect(preferences(ACC004, values, parts)).toHaveLength(count);
  });

  it("is indeterminate when the setting is not known", () => {
    const values = { allow_user_to_manage_access_keys: unknown("s.allow") };
    expect(preferences(ACC004, values, { accessKeys })).toEqual([expect.stringMatching(/^info Users may be allowed/)]);
  });
});

describe("ACC005", () => {
  const alias = (path: string, parts: Partial<AccountSetting> = {}): AccountSetting =>
    setting("accountAlias", "alicloud_ram_alias", {}, { site: siteAt(path), ...parts });

  it("reports two generations of one setting, at the last place", () => {
    const accountSettings = [setting("passwordPolicy", NEWER, {}), setting("passwordPolicy", OLDER, {})];
    const [finding, ...others] = findingsOf(ACC005, { accountSettings });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      level: "error",
      subject: "account:1234567890123456",
      message: "The password policy of the account is declared 2 times",
    });
  });

  it("says nothing of two kinds, of two accounts, nor of one declaration without an account", () => {
    const two = [alias("a/x"), setting("securityPreference", "s", {}), alias("b/x", { account: accountOf("999") })];
    expect(findingsOf(ACC005, { accountSettings: two })).toEqual([]);
    expect(findingsOf(ACC005, { accountSettings: [alias("a/x", { account: accountOf(null) })] })).toEqual([]);
  });

  it("says no more where two declarations are certain", () => {
    const accountSettings = [alias("a/x"), alias("b/x"), alias("c/x", { account: accountOf(null) })];
    expect(gist(findingsOf(ACC005, { accountSettings }))).toEqual(["error violation b/x"]);
  });

  it("is indeterminate when a configuration does not say which account is its own", () => {
    const accountSettings = [alias("b/x", { account: accountOf(null) }), alias("a/x")];
    const findings = findingsOf(ACC005, { accountSettings });
    expect(gist(findings)).toEqual(["warning indeterminate b/x"]);
    expect(findings[0]).toMatchObject({
      unknown: "provider.alicloud.account_id",
      related: [{ path: "a/x" }, { path: "b/x" }],
    });
  });
});

describe("ACC006", () => {
  it.each([
    [{}, 1],
    [{ login_network_masks: "" }, 0],
    [{ login_network_masks: "10.0.0.0/8" }, 0],
    [{ login_network_masks: unknown("s.login_network_masks") }, 0],
  ])("judges %j", (values, count) => {
    expect(preferences(ACC006, values)).toHaveLength(count);
  });
});
