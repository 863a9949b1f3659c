import type { Falsehood } from "../compare";
import type { Account, ApplyRecord } from "../judge/record";
import type { Holder } from "../judge/review";
import type { Configuration } from "../worlds/configuration";
import type { Drift } from "../worlds/drift";
import { edited } from "../worlds/edit";
import { filesOf } from "../worlds/emit";
import { blockOf } from "../worlds/names";
import type { Step, World } from "../worlds/world";
import { difference } from "./difference";
import { hclOf } from "./hcl";

/** A false statement, with the world in which it was made, small enough to be read. */
export function falsehoodText({ way, statement, pair }: Falsehood, world: World): string {
  const { kind, about, says, was } = statement;
  const { record, reviews, output } = pair;
  const document = reviews.find((review) => review.way === way)?.document;
  const shorten = shortener();
  const holders = (document?.review?.holders ?? []).filter(({ name }) => about.includes(name));
  const paragraphs = [
    `false: ${kind} of ${about}, reviewed from ${way}: said ${says}; was ${was}`,
    `world ${world.seed}, change ${pair.index}`,
    ...section("code at first", codeOf(world.base, world)),
    ...changesOf(world),
    ...section("the review", (holders.length > 0 ? holders : (document?.review?.holders ?? [])).flatMap(holderLines)),
    ...section("the apply", record ? recordLines(record) : []),
    ...section("Terraform", errorsIn(output)),
  ];
  return shorten(`${paragraphs.join("\n")}\n`);
}

function changesOf(world: World): string[] {
  const lines: string[] = [];
  let before = world.base;
  for (const [index, step] of world.steps.entries()) {
    const after = edited(before, step.edits);
    lines.push(...section(`change ${index}`, [...stepLines(step, before, after), ...edit(before, after, world)]));
    before = after;
  }
  return lines;
}

function edit(before: Configuration, after: Configuration, world: World): string[] {
  return difference(codeOf(before, world), codeOf(after, world));
}

function codeOf(configuration: Configuration, { stacks }: World): string[] {
  return stacks.flatMap((stack) =>
    [...filesOf(configuration, stack)].flatMap(([path, document]) => [
      ...(stacks.length > 1 || path.startsWith("modules/") ? [`# ${stack}/${path}`] : []),
      ...hclOf(document),
    ]),
  );
}

function stepLines(step: Step, before: Configuration, after: Configuration): string[] {
  const { flags, apply } = step;
  const addressIn = (configuration: Configuration, label: string): string =>
    blockOf(configuration, label)?.address ?? label;
  const lines = [
    ...step.tainted.map((label) => `terraform taint ${addressIn(before, label)}`),
    ...step.drifts.map((drift) => `outside: ${driftText(drift)}`),
    ...(flags.mode === "normal" ? [] : [`plan: ${flags.mode}`]),
    ...(flags.refreshes ? [] : ["plan: -refresh=false"]),
    ...flags.targets.map((label) => `plan: -target=${addressIn(after, label)}`),
    ...flags.replaces.map((label) => `plan: -replace=${addressIn(after, label)}`),
    ...(step.isListingOld ? ["the listing is older than what happened outside"] : []),
    ...(apply.parallelism === 1 ? ["apply: -parallelism=1"] : []),
    ...(apply.slowness > 0 ? [`apply: up to ${apply.slowness} ms for a resource`] : []),
    ...(apply.refusal ? [`apply: ${apply.refusal.action} number ${apply.refusal.index} is refused`] : []),
    ...(apply.isLastStackFirst ? ["apply: the last stack first"] : []),
  ];
  return lines;
}

function driftText({ kind, user, ...more }: Drift): string {
  return [kind, user, ...Object.values(more).map(String)].join(" ");
}

function holderLines({ name, kind, change, keys, text, failure, notJudged, verdict, assumes }: Holder): string[] {
  return [
    `${name} (${kind}): ${verdict}`,
    ...(change ? [`  ${change.symbol} ${change.words}`] : []),
    ...keys.map(
      (key) => `  ${key.symbol} ${key.name}   ${key.words}   [${key.id ?? "no id"}; ${JSON.stringify(key.fate)}]`,
    ),
    `  ${text}`,
    ...[failure, notJudged, assumes].flatMap((line) => (line === null ? [] : [`  ${line}`])),
  ];
}

function recordLines({ before, calls, after, endedWell }: ApplyRecord): string[] {
  return [
    `at the plan: ${accountText(before)}`,
    ...calls.map(({ action, user, newName, key, refusal, after: then }) => {
      const what = [action, user, newName, key].filter((part) => part !== null).join(" ");
      const why = refusal ? `: refused, ${refusal.code}${refusal.isInjected ? " (by the world)" : ""}` : "";
      return `${what}${why} → ${accountText(then)}`;
    }),
    `${endedWell ? "ended well" : "stopped"}: ${accountText(after)}`,
  ];
}

function accountText({ users }: Account): string {
  const told = users.map(({ name, keys }) => `${name} [${keys.map(({ id, status }) => `${id} ${status}`).join(", ")}]`);
  return told.length > 0 ? told.join(", ") : "nobody";
}

function errorsIn(output: string): string[] {
  return output.split("\n").filter((line) => /Error: |Code: /.test(line));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `${title}:`, ...lines.map((line) => `  ${line}`)];
}

/** Ids of keys as `#1`, `#2`, in the order in which they are read. */
function shortener(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) =>
    text.replace(/sandbox-key(-[0-9a-f]{4}){3}/g, (id) => {
      const name = names.get(id) ?? `#${names.size + 1}`;
      names.set(id, name);
      return name;
    });
}
