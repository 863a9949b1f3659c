import { Argument, Command } from "commander";
import { keyOverview } from "../find/key-overview";
import { listingGaps } from "../inventory/listing-gaps";
import { LiveKeyIndex, refuseOtherAccount } from "../inventory/live-key-index";
import { readStates } from "../inventory/read-states";
import { renderKeyTable } from "../report/key-table";
import { BREAK_GLASS, breakGlass } from "../rules/break-glass";
import { evaluate } from "../rules/evaluate";
import { marksIn } from "../rules/redacted";
import { loadSettings } from "../settings/load-settings";
import { sinceBaseline } from "./baseline-file";
import { todayOf, type ExitCode } from "./command-line";
import type { Door } from "./door";
import { addEvidenceOptions, liveKeysOf, type EvidenceOptions } from "./evidence-options";
import { ReportOptions } from "./report-options";
import { idWriter, withIds } from "./shown-ids";
import { TABLE } from "./one-of";
import { stateInputs } from "./state-inputs";
import { followedBy, withTexts } from "./with-texts";

interface AuditOptions extends EvidenceOptions {
  readonly baseline?: string;
}

/** `ramparts audit`: the findings of what there is. */
export function auditCommand(commandLine: Door, finish: (code: ExitCode) => void): Command {
  const reports = new ReportOptions({ [TABLE]: renderKeyTable });
  const command = new Command("audit")
    .description("judge the AccessKeys that there are: reads the state of each stack, or states from files")
    .addArgument(
      new Argument("[path...]", 'a synthesised directory, or states in JSON ("-": standard input)').default(
        ["cdktf.out"],
        "cdktf.out",
      ),
    )
    .option("--baseline <file>", "report only what is new since the file was recorded; record it when there is none");
  addEvidenceOptions(command)
    .addHelpText(
      "after",
      `
The state of each stack of a directory is read with the Terraform on the PATH (or the program that
TERRAFORM_BINARY_NAME names). A file is the output of "terraform show -json", or a terraform.tfstate.

Ends with 0 when no finding reaches the level, with 1 when one does, and with 2 when a state, or an object of
one, could not be read; the rest is judged all the same, and what was not judged is named first in every report.
A report for a person names the keys that exist first, one line each and the worst of them first; --format table is
those lines alone.
${BREAK_GLASS}="reason" turns the errors of this run that can be accepted into warnings.

For example:
  ramparts audit --keys keys.json
  terraform show -json | ramparts audit - --config cdktf.out --format json`,
    )
    .action(async (paths: string[], options: AuditOptions) => {
      finish(await audit(paths, options, reports, commandLine));
    });
  return reports.addTo(command);
}

async function audit(
  paths: readonly string[],
  options: AuditOptions,
  reports: ReportOptions,
  commandLine: Door,
): Promise<ExitCode> {
  const { settings } = loadSettings(commandLine.directory);
  const liveKeys = await liveKeysOf(options, commandLine);
  const { sources, unjudged, notRead } = await stateInputs("ramparts audit", paths, options, commandLine);
  const inventory = readStates(sources, settings.quotas);
  if (liveKeys) refuseOtherAccount(liveKeys, inventory);

  commandLine.learn(marksIn([inventory]));
  const reason = commandLine.environment[BREAK_GLASS];
  const today = todayOf(commandLine);
  const found = evaluate(inventory, {
    stage: "state",
    today,
    settings,
    secretMarks: commandLine.secretMarks,
    ...(liveKeys && { liveKeys }),
  });
  const judged = reason === undefined ? found : breakGlass(found, reason);
  const since = options.baseline === undefined ? null : sinceBaseline(judged, options.baseline, commandLine);
  const findings = since?.findings ?? judged;
  const write = options.showIds ? idWriter([inventory], liveKeys) : null;
  const shown = write === null ? commandLine.redactor : followedBy(commandLine.redactor, write);
  const listing = liveKeys && new LiveKeyIndex(liveKeys, inventory);
  const gaps = listing ? listingGaps(listing, inventory) : [];
  const keys = keyOverview({ inventory, listing, liveKeys, findings: judged, today });
  const outcome = {
    ...since,
    findings: write === null ? findings : withIds(findings, write),
    keys: withTexts(keys, shown),
    notKnown: gaps.map(shown),
    stacks: inventory.stacks,
    breakGlass: reason,
    notRead,
    unjudged,
  };
  return reports.report({ command: "audit", ...outcome }, commandLine);
}
