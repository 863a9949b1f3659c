import { CATALOGUE } from "../../../lib/rules/catalogue";
import { isLower, RULE_LEVELS, type Profile } from "../../../lib/rules/profiles/profile";
import { profileNamed, PROFILES, strictest } from "../../../lib/rules/profiles/profiles";
import type { Rule } from "../../../lib/rules/rule";
import { NO_SETTINGS, settledLevel } from "../../../lib/rules/settings";
import { isLooser } from "../../../lib/rules/thresholds-order";
import { BASELINE_THRESHOLDS, type Thresholds } from "../../../lib/rules/thresholds";

/** Every rule of the design with its own level, the ones that are not built yet included. */
const DESIGNED: Readonly<Record<string, string>> = {
  error: `KEY001 KEY002 KEY004 KEY006 KEY009 ROOT001 ROOT002 ROOT003 ROOT004 SEC001 SEC002 SEC003 SEC004 SEC005 SEC007
    SEC008 SEC009 SEC011 SEC013 USR001 USR007 POL001 POL003 POL005 ACC005 BCK001 BCK004 PRV001 PLN001 PLN002 PLN003
    PLN004 PLN005 PLN006 PLN008 PLN011 PLN015 PLN016 PLN017 GRD001 GRD002 GRD005`,
  warning: `KEY003 KEY005 KEY007 KEY011 KEY012 SEC006 SEC010 SEC012 USR002 USR003 USR004 USR005 USR006 POL002 POL004
    ACC001 ACC002 ACC004 ACC006 BCK002 BCK003 PLN007 PLN009 PLN010 PLN012 PLN013 PLN014 PLN018 STA001 STA002 STA004
    STA005 STA006 GRD004`,
  info: "KEY008 KEY010 ACC003 SEC014 STA003 GRD003",
};
const OFF_BY_DEFAULT = ["USR004", "USR005"];
const rules = Object.entries(DESIGNED).flatMap(([level, ids]) =>
  ids.split(/\s+/).map((id): Rule => {
    const offByDefault = OFF_BY_DEFAULT.includes(id) && { offByDefault: true as const };
    const texts = { title: id, why: id, fix: id, example: { before: id, after: id } };
    return {
      id,
      level: level as Rule["level"],
      stages: ["configuration"],
      ...texts,
      ...offByDefault,
      evaluate: () => [],
    };
  }),
);
const levelIn = (profile: Profile, rule: Rule) => settledLevel(rule, NO_SETTINGS, profile);

describe("the profiles", () => {
  it("knows the level of every rule of the catalogue here", () => {
    for (const { id, level } of CATALOGUE)
      expect(`${id} ${rules.find((rule) => rule.id === id)?.level}`).toBe(`${id} ${level}`);
  });

  it.each(PROFILES.map((profile) => [profile.name, profile] as const))(
    "%s names rules that there are",
    (name, profile) => {
      expect(profileNamed(name)).toBe(profile);
      const ids = rules.map(({ id }) => id);
      expect(Object.keys(profile.levels).filter((id) => !ids.includes(id))).toEqual([]);
      expect(Object.values(profile.levels).every((level) => RULE_LEVELS.includes(level))).toBe(true);
    },
  );

  it("leaves every rule at its own level in the baseline, and those off that are off by default", () => {
    const baseline = profileNamed("baseline")!;
    for (const rule of rules) {
      expect(levelIn(baseline, rule)).toBe(OFF_BY_DEFAULT.includes(rule.id) ? "off" : rule.level);
    }
    expect(baseline.thresholds).toEqual(BASELINE_THRESHOLDS);
  });

  it.each(PROFILES.slice(1).map((profile, index) => [profile.name, PROFILES[index]!, profile] as const))(
    "%s is at least as strict in everything as the one before it",
    (_, before, profile) => {
      for (const rule of rules) expect(isLower(levelIn(profile, rule), levelIn(before, rule))).toBe(false);
      for (const name of Object.keys(BASELINE_THRESHOLDS) as (keyof Thresholds)[]) {
        expect(`${name} ${isLooser(name, profile.thresholds[name], before.thresholds[name])}`).toBe(`${name} false`);
      }
      expect(before.errorsAcknowledgedIn === "file" && profile.errorsAcknowledgedIn === "code").toBe(false);
    },
  );

  it("asks with CIS for what the benchmark says of passwords, MFA, key age and direct grants", () => {
    for (const name of ["cis-1.0", "cis-2.0"]) {
      const { levels, thresholds } = profileNamed(name)!;
      expect(levels).toEqual({ ACC001: "error", ACC002: "error", KEY007: "error", STA001: "error", USR004: "error" });
      expect(thresholds).toMatchObject({
        passwordMinimumLength: 14,
        passwordReusePrevention: 5,
        passwordMaxAge: 365,
        passwordMaxLoginAttempts: 5,
        accessKeyMaxAgeDays: 90,
      });
    }
  });

  it("takes the strictest of several, and the baseline of none", () => {
    const [cis, strict] = [profileNamed("cis-1.0")!, profileNamed("strict")!];
    expect(strictest([strict, cis])).toBe(strict);
    expect(strictest([cis, strict])).toBe(strict);
    expect(strictest([]).name).toBe("baseline");
  });
});

describe("the order of thresholds", () => {
  it.each<[keyof Thresholds, number | boolean, number | boolean]>([
    ["passwordMinimumLength", 8, 12],
    ["passwordReusePrevention", 0, 5],
    ["passwordMaxAge", 0, 365],
    ["passwordMaxAge", 400, 365],
    ["passwordMaxLoginAttempts", 0, 5],
    ["passwordMaxLoginAttempts", 6, 5],
    ["passwordRequiresSymbols", false, true],
    ["maxIdleDaysForAccessKeys", 180, 90],
    ["accessKeyMaxAgeDays", 91, 90],
    ["accessKeyOverlapDays", 8, 7],
    ["expiresSoonDays", 10, 30],
  ])("takes %s %s as looser than %s", (name, loose, tight) => {
    expect(isLooser(name, loose, tight)).toBe(true);
    expect(isLooser(name, tight, loose)).toBe(false);
    expect(isLooser(name, tight, tight)).toBe(false);
  });
});
