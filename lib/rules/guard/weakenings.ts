import type { Site } from "../../places/site";
import { quotaOf } from "../../inventory/quota-of";
import { DEFAULT_QUOTAS, type Quotas } from "../../limits/quotas";
import { PROFILES } from "../profiles/profiles";
import { isLower } from "../profiles/profile";
import type { Rule } from "../rule";
import { profileOf, settledLevel, settingsSite } from "../settings";
import type { Thresholds } from "../thresholds";
import { isLooser } from "../thresholds-order";
import { acceptedRisks } from "./accepted-risks";
import type { GuardBase } from "./guard-base";
import { otherCounts } from "./other-counts";
import { quote } from "../wording";

/** One thing by which a change makes the guard say less. */
export interface Weakening {
  readonly site: Site;
  readonly message: string;
}

/** Compares what is decided before and after a change; what became stricter is none of them. */
export function* weakenings(before: GuardBase, after: GuardBase, rules: readonly Rule[]): Iterable<Weakening> {
  yield* removedGuards(before, after);
  yield* otherProfile(before, after);
  yield* lowerLevels(before, after, rules);
  yield* looserNumbers(before, after);
  yield* higherClaims(before, after);
  yield* moreRecipients(before, after);
  yield* morePrograms(before, after);
  yield* newAcceptances(before, after);
  yield* otherCounts(before.inventory, after.inventory);
}

function* removedGuards(before: GuardBase, after: GuardBase): Iterable<Weakening> {
  const guarded = new Set(before.inventory.stacks.flatMap(({ name, guard }) => (guard ? [name] : [])));
  for (const { name, guard } of after.inventory.stacks) {
    if (guard || !guarded.has(name)) continue;
    const site = { stack: name, address: '"//".ramparts.guard', path: null, source: null };
    yield { site, message: `The guard looked at the stack ${quote(name)} during synthesis, and does so no more` };
  }
}

function* otherProfile(before: GuardBase, after: GuardBase): Iterable<Weakening> {
  const [from, to] = [before, after].map(({ settings, inventory }) => profileOf(settings, inventory.stacks));
  if (!from || !to || PROFILES.indexOf(to) >= PROFILES.indexOf(from)) return;
  yield { site: settingsSite("profile"), message: `The profile was ${from.name} and is ${to.name}` };
}

/** Of the rules that the settings name; what another profile lowers is said once. */
function* lowerLevels(before: GuardBase, after: GuardBase, rules: readonly Rule[]): Iterable<Weakening> {
  const profileBefore = profileOf(before.settings, before.inventory.stacks);
  const profileAfter = profileOf(after.settings, after.inventory.stacks);
  for (const rule of rules) {
    if (!before.settings.levels.has(rule.id) && !after.settings.levels.has(rule.id)) continue;
    const from = settledLevel(rule, before.settings, profileBefore);
    const to = settledLevel(rule, after.settings, profileAfter);
    if (isLower(to, from)) {
      yield { site: settingsSite(`rules.${rule.id}`), message: `${rule.id} was at level ${from} and is at ${to}` };
    }
  }
}

function* looserNumbers(before: GuardBase, after: GuardBase): Iterable<Weakening> {
  const thresholdsBefore = profileOf(before.settings, before.inventory.stacks).thresholds;
  const thresholdsAfter = profileOf(after.settings, after.inventory.stacks).thresholds;
  const settled = { ...before.settings.thresholds, ...after.settings.thresholds };
  for (const name of Object.keys(settled) as (keyof Thresholds)[]) {
    const from = before.settings.thresholds[name] ?? thresholdsBefore[name];
    const to = after.settings.thresholds[name] ?? thresholdsAfter[name];
    if (!isLooser(name, to, from)) continue;
    yield { site: settingsSite(`thresholds.${name}`), message: `The threshold ${name} was ${from} and is ${to}` };
  }
  const quotas = { ...before.settings.quotas, ...after.settings.quotas };
  for (const name of Object.keys(quotas) as (keyof Quotas)[]) {
    const from = before.settings.quotas[name] ?? DEFAULT_QUOTAS[name];
    const to = after.settings.quotas[name] ?? DEFAULT_QUOTAS[name];
    if (to <= from) continue;
    yield { site: settingsSite(`quotas.${name}`), message: `The quota ${name} was ${from} and is ${to}` };
  }
}

/** Quotas above the documented ones that code says of an account. */
function* higherClaims(before: GuardBase, after: GuardBase): Iterable<Weakening> {
  const earlier = new Map(before.inventory.accounts.map((account) => [account.key, account]));
  for (const account of after.inventory.accounts) {
    const was = earlier.get(account.key);
    for (const [name, to] of Object.entries(account.declared?.quotas ?? {}) as [keyof Quotas, number][]) {
      const from = Math.max(quotaOf(account, name), was?.declared?.quotas?.[name] ?? 0);
      if (to <= from) continue;
      const site = account.site ?? settingsSite(`quotas.${name}`);
      yield {
        site,
        message: `The code says that the quota ${name} is ${to}, and said or was taken for ${from} before`,
      };
    }
  }
}

function* moreRecipients(before: GuardBase, after: GuardBase): Iterable<Weakening> {
  const from = before.settings.allowedRecipients;
  const to = after.settings.allowedRecipients;
  if (from === null) return;
  const site = settingsSite("pgpFingerprints");
  if (to === null) {
    yield { site, message: "There was a list of allowed PGP keys, and now secrets may be encrypted to any" };
    return;
  }
  for (const fingerprint of to) {
    if (from.includes(fingerprint)) continue;
    yield { site, message: `Secrets may now be encrypted to the PGP key ${fingerprint} too` };
  }
}

function* morePrograms(before: GuardBase, after: GuardBase): Iterable<Weakening> {
  const from = before.settings.terraform;
  const to = after.settings.terraform;
  if (from === null) return;
  if (to === null) {
    const message = "There was a list of what a review may have Terraform run, and now it may run everything";
    yield { site: settingsSite("terraform"), message };
    return;
  }
  for (const kind of ["providers", "modules", "backends"] as const) {
    for (const value of to[kind]) {
      if (from[kind].includes(value)) continue;
      const message = `A review may now have Terraform use ${quote(value)} of ${kind}, too`;
      yield { site: settingsSite(`terraform.${kind}`), message };
    }
  }
}

function* newAcceptances(before: GuardBase, after: GuardBase): Iterable<Weakening> {
  const known = acceptedRisks(before);
  for (const [identity, { acceptance, what, site }] of acceptedRisks(after)) {
    const { reason, until, owner } = acceptance;
    const by = owner === undefined ? "" : ` by ${owner}`;
    const earlier = known.get(identity);
    if (!earlier) {
      yield { site, message: `New acceptance of ${what}${by} until ${until}; its reason is: ${reason}` };
    } else if (earlier.acceptance.until < until) {
      yield {
        site,
        message: `The acceptance of ${what}${by} ended on ${earlier.acceptance.until} and now on ${until}`,
      };
    }
  }
}
