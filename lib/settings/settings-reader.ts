import { isCalendarDate } from "../text/calendar-date";
import { DEFAULT_QUOTAS, type Quotas } from "../limits/quotas";
import { CATALOGUE } from "../rules/catalogue";
import { isLower, RULE_LEVELS, type RuleLevel } from "../rules/profiles/profile";
import { profileNamed, PROFILES } from "../rules/profiles/profiles";
import type { AllowedPrograms, FileAcknowledgement, Settings } from "../rules/settings";
import { BASELINE_THRESHOLDS, type Thresholds } from "../rules/thresholds";
import { Entry } from "./yaml-entry";

const MEMBERS = ["profile", "rules", "thresholds", "quotas", "pgpFingerprints", "acknowledgements", "terraform"];
const PROGRAM_MEMBERS = ["providers", "modules", "backends"] as const;
const ACKNOWLEDGEMENT_MEMBERS = ["rule", "address", "path", "reason", "until", "owner", "link"];

/**
 * Reads the text of a ramparts.yaml.
 *
 * @throws InputError naming file, line, column and key, the value, what is allowed and what may have been meant.
 */
export function readSettings(text: string, file: string): Settings {
  const members = Entry.parse(text, file).members(MEMBERS);
  const profile = members.get("profile")?.oneOf(PROFILES.map(({ name }) => name));
  const recipients = members.get("pgpFingerprints")?.items().map(fingerprint);
  return {
    profile: profileNamed(profile ?? "") ?? null,
    levels: levels(members.get("rules")),
    thresholds: thresholds(members.get("thresholds")),
    quotas: quotas(members.get("quotas")),
    allowedRecipients: recipients ?? null,
    acknowledgements: acknowledgements(members.get("acknowledgements")),
    terraform: programs(members.get("terraform")),
  };
}

function programs(entry: Entry | undefined): AllowedPrograms | null {
  if (entry === undefined) return null;
  const members = entry.members(PROGRAM_MEMBERS);
  const texts = (name: (typeof PROGRAM_MEMBERS)[number]): string[] =>
    (members.get(name)?.items() ?? []).map((item) => item.words(ALLOWED_PROGRAMS[name]));
  return { providers: texts("providers"), modules: texts("modules"), backends: texts("backends") };
}

const ALLOWED_PROGRAMS: Readonly<Record<keyof AllowedPrograms, string>> = {
  providers: 'the source of a provider, such as "aliyun/alicloud"',
  modules: "what the source of a module begins with",
  backends: 'the type of a backend, such as "oss"',
};

function levels(entry: Entry | undefined): Map<string, RuleLevel> {
  const ids = CATALOGUE.map(({ id }) => id);
  const found = new Map<string, RuleLevel>();
  for (const [id, member] of entry?.members() ?? []) {
    const rule = CATALOGUE.find((candidate) => candidate.id === id);
    if (!rule) throw member.unknownName(id, ids);
    const level = member.oneOf(RULE_LEVELS);
    if (rule.fixed && isLower(level, rule.level)) {
      const allowed = RULE_LEVELS.filter((each) => !isLower(each, rule.level)).join(", ");
      throw member.refusal(`${allowed}; ${id} is fixed and cannot be lowered`);
    }
    found.set(id, level);
  }
  return found;
}

function thresholds(entry: Entry | undefined): Partial<Thresholds> {
  const names = Object.keys(BASELINE_THRESHOLDS) as (keyof Thresholds)[];
  const found = new Map<string, number | boolean>();
  for (const [name, member] of entry?.members(names) ?? []) {
    const isSwitch = names.some((known) => known === name && typeof BASELINE_THRESHOLDS[known] === "boolean");
    found.set(name, isSwitch ? truth(member) : member.count());
  }
  return Object.fromEntries(found);
}

function truth(member: Entry): boolean {
  const value = member.scalar();
  if (typeof value !== "boolean") throw member.refusal("true, false");
  return value;
}

function quotas(entry: Entry | undefined): Partial<Quotas> {
  const members = entry?.members(Object.keys(DEFAULT_QUOTAS)) ?? [];
  return Object.fromEntries([...members].map(([name, member]) => [name, member.count()]));
}

/** Of a version 4 key; the provider encrypts to no other. Spaces, as programs show them, are taken out. */
function fingerprint(entry: Entry): string {
  const allowed = "the fingerprint of a PGP key, 40 hexadecimal digits in quotes";
  const digits = entry.words(allowed).replace(/\s/g, "").toUpperCase();
  if (!/^[0-9A-F]{40}$/.test(digits)) throw entry.refusal(allowed);
  return digits;
}

function acknowledgements(entry: Entry | undefined): FileAcknowledgement[] {
  const known = new Map<string, FileAcknowledgement>();
  return (entry?.items() ?? []).map((item) => {
    const acknowledgement = acknowledgementOf(item);
    const { rule, by, target } = acknowledgement;
    const identity = JSON.stringify([rule, by, target]);
    const earlier = known.get(identity);
    if (earlier) throw item.refusal(`one acknowledgement of ${rule} there, and line ${earlier.source.line} has one`);
    known.set(identity, acknowledgement);
    return acknowledgement;
  });
}

function acknowledgementOf(item: Entry): FileAcknowledgement {
  const members = item.members(ACKNOWLEDGEMENT_MEMBERS);
  const required = (name: string): Entry => {
    const member = members.get(name);
    if (!member) throw item.refusal(`${name} beside the others: ${ACKNOWLEDGEMENT_MEMBERS.join(", ")}`);
    return member;
  };
  const owner = members.get("owner")?.words("who answers for it, a person or team");
  const link = members.get("link")?.words("where it was decided");
  return {
    rule: required("rule").words("the id of a rule, as KEY011"),
    ...place(item, members.get("address"), members.get("path")),
    reason: required("reason").words("a sentence that says why the risk is taken"),
    until: date(required("until")),
    ...(owner !== undefined && { owner }),
    ...(link !== undefined && { link }),
    source: item.source,
  };
}

function place(
  item: Entry,
  address: Entry | undefined,
  path: Entry | undefined,
): Pick<FileAcknowledgement, "by" | "target"> {
  if (address && !path) {
    const allowed = "a Terraform address, as alicloud_ram_access_key.etl, or its beginning and one * at the end";
    const target = address.words(allowed);
    if (target.slice(0, -1).includes("*")) throw address.refusal(allowed);
    return { by: "address", target };
  }
  if (path && !address) {
    const target = path.words("a construct path, as stack/user");
    return { by: "path", target: target.replace(/\/$/, "") };
  }
  throw item.refusal("either address, for what Terraform calls it, or path, for a construct and what is below it");
}

function date(entry: Entry): string {
  const allowed = "the last day on which it holds, as 2027-03-31";
  const text = entry.words(allowed);
  if (!isCalendarDate(text)) throw entry.refusal(allowed);
  return text;
}
