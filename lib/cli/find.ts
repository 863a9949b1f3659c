import { existsSync } from "node:fs";
import { Command, Option } from "commander";
import { findKey } from "../find/find-key";
import { ACCESS_KEY_ID_FORM, isAccessKeyId, isLikeSecret } from "../inventory/access-key-id";
import { readConfiguration } from "../inventory/configuration";
import { InputError } from "../inventory/input-error";
import { refuseOtherAccount } from "../inventory/live-key-index";
import type { LiveKeys } from "../inventory/live-keys";
import { readStates } from "../inventory/plan/read-states";
import { shortId } from "../inventory/short-id";
import { counted } from "../inventory/wording";
import { KEY_SEARCH_FORMATS, type KeySearch, type KeySearchFormat } from "../report/key-search";
import { notReadLines } from "../report/not-read";
import { unjudgedLines } from "../report/unjudged";
import { redactedNotRead, redactorOf } from "../rules/redacted";
import { type CommandLine, ExitCode } from "./command-line";
import { addEvidenceOptions, liveKeysOf, type EvidenceOptions } from "./evidence-options";
import { readManifestFile } from "./manifest-file";
import { idWriter } from "./shown-ids";
import { stateInputs, type StateInputs } from "./state-inputs";
import { version } from "./version";

interface FindOptions extends EvidenceOptions {
  readonly manifest?: string;
  readonly format: KeySearchFormat;
}

const DEFAULT = "cdktf.out";
const NO_STATES: StateInputs = { sources: [], unjudged: [], configurations: [], notRead: [] };

/** `ramparts find`: whose an AccessKey is, and how it is stopped. */
export function findCommand(commandLine: CommandLine, finish: (code: ExitCode) => void): Command {
  const command = new Command("find")
    .description("say whose an AccessKey is, who uses it, and how to disable it for good: for the key that leaked")
    .argument("<AccessKeyId>", "the whole id, never the secret")
    .argument("[path...]", `a synthesised directory, or states in JSON ("-": standard input) (default: ${DEFAULT})`)
    .option("--manifest <file>", "the committed manifest: it knows who uses keys that are no longer in the code")
    .addOption(
      new Option("--format <format>", "how to show it").choices(Object.keys(KEY_SEARCH_FORMATS)).default("human"),
    );
  return addEvidenceOptions(command)
    .addHelpText(
      "after",
      `
Looks in the states of a directory, which Terraform reads, or in those of files; and in a listing of live keys.

Ends with 0 when the key is found, with 1 when it is not, and with 2 when that cannot be told, since a state, or an
object of one, could not be read. The command that disables the key has the whole id, since it is there to be pasted; everywhere else an id is
shortened, and --format json has $ACCESS_KEY_ID in the command. --show-ids shows all ids in full.

For example, with the id in the variable ID:
  ramparts find "$ID"
  ramparts find "$ID" users.json keys.json --config cdktf.out --keys live.json`,
    )
    .action(async (id: string, paths: string[], options: FindOptions) => {
      finish(await find(keyId(id), paths, options, commandLine));
    });
}

async function find(
  id: string,
  paths: readonly string[],
  options: FindOptions,
  commandLine: CommandLine,
): Promise<ExitCode> {
  const liveKeys = await liveKeysOf(options, commandLine);
  const manifest = options.manifest === undefined ? null : readManifestFile(options.manifest);
  const isListingOnly = paths.length === 0 && liveKeys !== null && !existsSync(DEFAULT);
  const { sources, unjudged, configurations, notRead } = isListingOnly
    ? NO_STATES
    : await stateInputs("ramparts find ID", paths.length === 0 ? [DEFAULT] : paths, options, commandLine);
  const states = readStates(sources);
  const configuration = readConfiguration(configurations);
  if (liveKeys) refuseOtherAccount(liveKeys, states);

  const found = findKey(id, {
    states: isListingOnly ? null : states,
    configuration: configurations.length === 0 ? null : configuration,
    liveKeys,
    manifest,
  });
  const redact = redactorOf([states, configuration]);
  const write = options.showIds ? idWriter([states], liveKeys) : (text: string): string => text;
  const search: KeySearch = {
    id: options.showIds ? id : shortId(id),
    found: found && {
      ...withTexts(found, (text) => write(redact(text))),
      disable: { ...withTexts(found.disable, (text) => write(redact(text))), command: found.disable.command },
    },
    states: sources.map(({ name }) => redact(name)),
    managedKeys: states.accessKeys.length,
    listing: liveKeys && listingOf(liveKeys),
    unjudged,
  };
  const gaps = notReadLines(redactedNotRead(notRead, configuration));
  for (const line of [...unjudged.flatMap(unjudgedLines), ...gaps]) commandLine.err(`ramparts: ${line}\n`);
  const { columns } = commandLine;
  const isIdHidden = !options.showIds;
  commandLine.out(KEY_SEARCH_FORMATS[options.format](search, { version: version(), columns, isIdHidden }, id));
  if (found !== null) return ExitCode.CLEAN;
  return unjudged.length > 0 ? ExitCode.ERROR : ExitCode.FINDINGS;
}

function listingOf({ accountId, time, users, rootKeys }: LiveKeys): KeySearch["listing"] {
  return { accountId, time, users: users.length, hasRootKeys: rootKeys !== null };
}

/** Plain data with other texts. */
function withTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => withTexts(each, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withTexts<unknown>(each, change)])) as T;
}

/** Never shows what was given: it may be a secret. */
function keyId(text: string): string {
  const id = text.trim();
  if (isLikeSecret(id)) {
    throw new InputError(
      "What was given looks like an AccessKey secret. Give the id that belongs to it, and replace that key: its secret is in the " +
        "history of this shell now.",
    );
  }
  if (id.startsWith("STS.")) {
    throw new InputError(
      "What was given is the id of a session, which ends by itself: revoke the sessions of its role.",
    );
  }
  if (!isAccessKeyId(id)) {
    throw new InputError(
      `What was given, ${counted(id.length, "character")}, is no AccessKey id. Allowed is ${ACCESS_KEY_ID_FORM}. Give the whole id.`,
    );
  }
  return id;
}
