import { Argument, Command } from "commander";
import { InputError } from "../files/input-error";
import { refuseOtherAccount } from "../inventory/live-key-index";
import { withManifestCounts } from "../inventory/manifest-counts";
import { readPlans } from "../inventory/read-plans";
import { shortId } from "../redaction/short-id";
import { reviewOf } from "../plan/review";
import { reviewReport } from "../report/review/review-report";
import { BREAK_GLASS, breakGlass } from "../rules/break-glass";
import { evaluate } from "../rules/evaluate";
import { marksIn } from "../rules/redacted";
import { SETTINGS_FILE, type AllowedPrograms, type Settings } from "../rules/settings";
import { loadSettings, type LoadedSettings } from "../settings/load-settings";
import { baseSettings } from "./base";
import { sinceBaseline } from "./baseline-file";
import { todayOf, type ExitCode } from "./command-line";
import type { Door } from "./door";
import { addEvidenceOptions, liveKeysOf } from "./evidence-options";
import { formerConsumers } from "./former-consumers";
import { formerCounts } from "./former-counts";
import { readManifestFile } from "./manifest-file";
import { planInputs, type PlanInputOptions } from "./plan-inputs";
import { ReportOptions, type Outcome } from "./report-options";
import { runIdentityIn } from "./run-identity";
import { idWriter, withIds } from "./shown-ids";
import { followedBy } from "./with-texts";

interface ReviewOptions extends PlanInputOptions {
  readonly manifest?: string;
  readonly baseline?: string;
  readonly base?: string;
}

/** `ramparts review`: what an apply will do to AccessKeys, and whether it should. */
export function reviewCommand(commandLine: Door, finish: (code: ExitCode) => void): Command {
  const reports = new ReportOptions();
  const command = new Command("review")
    .description("say what an apply will do to AccessKeys: plans each stack of a synthesised directory, or reads plans")
    .addArgument(
      new Argument("[path...]", 'a synthesised directory, or the JSON of plans ("-": standard input)').default(
        ["cdktf.out"],
        "cdktf.out",
      ),
    )
    .option("--save-plan <dir>", "keep the plans there, to be applied as they were reviewed; they hold secrets")
    .option(
      "--manifest <file>",
      "the manifest before the change: it knows who uses keys that are no longer in the code, and of keys made elsewhere",
    )
    .option(
      "--base <revision or directory>",
      "take from its ramparts.yaml what Terraform may run for a review of a directory, and refuse all else unrun",
    )
    .option("--baseline <file>", "report only what is new since the file was recorded; record it when there is none");
  addEvidenceOptions(command)
    .addHelpText(
      "after",
      `
A directory is planned with the Terraform on the PATH (or the program that TERRAFORM_BINARY_NAME names), with the
credentials of whoever runs this; nothing is applied. Several files are reviewed together, as one change.

Ends with 0 when no finding reaches the level, with 1 when one does or when a stack waits for another that has to be
applied first, and with 2 when a stack could not be planned; the other stacks are reviewed all the same.
What was not reviewed is named first in every report. ${BREAK_GLASS}="reason" lets waiting stacks pass, and
turns the errors of this run that can be accepted into warnings.

For example:
  ramparts review --save-plan plans
  terraform show -json plan.tfplan | ramparts review - --config cdktf.out
  ramparts review users.json keys.json --config cdktf.out --manifest credentials.yaml --format markdown`,
    )
    .action(async (paths: string[], options: ReviewOptions) => {
      finish(await review(paths, options, reports, commandLine));
    });
  return reports.addTo(command);
}

async function review(
  paths: readonly string[],
  options: ReviewOptions,
  reports: ReportOptions,
  commandLine: Door,
): Promise<ExitCode> {
  const { outcome, keep } = await judged(paths, options, commandLine);
  const code = await reports.report(outcome, commandLine);
  await keep();
  return code;
}

/** What is reported. Of large plans and of what was found out about them, the rest is gone before a report is made. */
async function judged(
  paths: readonly string[],
  options: ReviewOptions,
  commandLine: Door,
): Promise<{ readonly outcome: Outcome; readonly keep: () => Promise<void> }> {
  const loaded = loadSettings(commandLine.directory);
  const { settings } = loaded;
  const allowed = options.base === undefined ? settings.terraform : allowedAt(options.base, loaded, commandLine);
  const liveKeys = await liveKeysOf(options, commandLine);
  const manifest = options.manifest === undefined ? null : readManifestFile(options.manifest);
  const read = await readInputs(paths, { ...options, allowed }, commandLine, settings.quotas);
  const plan = manifest === null ? read.plan : withManifestCounts(read.plan, formerCounts(manifest));
  const { configurations, graphs, unjudged, notRead, notKnown, keep } = read;
  if (liveKeys) for (const inventory of [plan.before, plan.after]) refuseOtherAccount(liveKeys, inventory);
  const reviewed = reviewOf(plan, {
    graphs,
    configurations,
    liveKeys,
    ...(manifest && { formerConsumers: formerConsumers(manifest) }),
    notReviewed: unjudged.map(({ stack }) => stack),
  });

  commandLine.learn(marksIn([plan.after]));
  const reason = commandLine.environment[BREAK_GLASS];
  const today = todayOf(commandLine);
  const found = evaluate(plan.after, {
    stage: "plan",
    today,
    settings,
    review: reviewed,
    ...(liveKeys && { liveKeys }),
    ...runIdentityIn(commandLine),
    secretMarks: commandLine.secretMarks,
  });
  const lowered = reason === undefined ? found : breakGlass(found, reason);
  const since = options.baseline === undefined ? null : sinceBaseline(lowered, options.baseline, commandLine);
  const findings = since?.findings ?? lowered;

  const write = options.showIds ? idWriter([plan.before, plan.after, plan.recorded], liveKeys) : null;
  const shown = write === null ? commandLine.redactor : followedBy(commandLine.redactor, write);
  const outcome = {
    command: "review" as const,
    ...since,
    findings: write === null ? findings : withIds(findings, write),
    stacks: plan.after.stacks,
    breakGlass: reason,
    notKnown: [...reviewed.notKnown, ...notKnown].map(shown),
    notRead,
    unjudged,
    // Without any plan there is nothing to say, and least of all that no key is touched.
    ...(plan.stacks.length > 0 && {
      review: reviewReport(reviewed, shown, options.showIds ? (id) => id : shortId, shown.address),
    }),
  };
  return { outcome, keep };
}

/** The list of before the change: whoever writes the change does not decide what it may run. */
function allowedAt(base: string, head: LoadedSettings, commandLine: Door): AllowedPrograms {
  const { terraform } = baseSettings(base, head, commandLine);
  if (terraform !== null) return terraform;
  throw new InputError(
    `--base ${base}: its ${SETTINGS_FILE} does not say under "terraform" which providers, modules and backends a review ` +
      "may run. Say so in a change of its own, and review others after that.",
  );
}

/** The plans. Of their documents, which are large, nothing is kept but what proves the order of an apply. */
async function readInputs(
  paths: readonly string[],
  options: PlanInputOptions,
  commandLine: Door,
  quotas: Settings["quotas"],
) {
  const { sources, ...others } = await planInputs(paths, options, commandLine);
  const configurations = new Map(sources.map(({ name, document }) => [name, document["configuration"]]));
  return { ...others, plan: readPlans(sources, quotas), configurations };
}
