import { existsSync } from "node:fs";
import { Command, Option } from "commander";
import { findByPart } from "../find/find-by-part";
import { findKey, type FindSources } from "../find/find-key";
import { readKeyPattern, type KeyPattern } from "../find/key-pattern";
import { ACCESS_KEY_ID_FORM, isAccessKeyId, isLikeSecret } from "../limits/access-key-id";
import { readConfiguration } from "../inventory/configuration";
import { InputError } from "../files/input-error";
import { refuseOtherAccount } from "../inventory/live-key-index";
import type { LiveKeys } from "../listing/live-keys";
import { notReadOf } from "../configuration/not-read";
import { readStates } from "../inventory/read-states";
import { shortId } from "../redaction/short-id";
import { counted } from "../text/wording";
import { KEY_SEARCH_FORMATS, type KeySearch, type KeySearchFormat } from "../report/key-search";
import { notReadLines } from "../report/not-read";
import { unjudgedLines } from "../report/unjudged";
import { marksIn } from "../rules/redacted";
import { ExitCode } from "./command-line";
import type { Door } from "./door";
import { addEvidenceOptions, liveKeysOf, type EvidenceOptions } from "./evidence-options";
import { readManifestFile } from "./manifest-file";
import { idWriter } from "./shown-ids";
import { stateInputs, type StateInputs } from "./state-inputs";
import { version } from "./version";
import { oneOf } from "./one-of";
import { followedBy, withTexts } from "./with-texts";

interface FindOptions extends EvidenceOptions {
  readonly manifest?: string;
  readonly format: KeySearchFormat;
}

const DEFAULT = "cdktf.out";
const NO_STATES: StateInputs = { sources: [], unjudged: [], configurations: [], notRead: [] };

/** `ramparts find`: whose an AccessKey is, and how it is stopped. */
export function findCommand(commandLine: Door, finish: (code: ExitCode) => void): Command {
  const command = new Command("find")
    .description("say whose an AccessKey is, who uses it, and how to disable it for good: for the key that leaked")
    .argument("<AccessKeyId>", 'the id, or what is left of one that was shortened: "abcd…wxyz"; never the secret')
    .argument("[path...]", `a synthesised directory, or states in JSON ("-": standard input) (default: ${DEFAULT})`)
    .option("--manifest <file>", "the committed manifest: it knows who uses keys that are no longer in the code")
    .addOption(
      new Option("--format <format>", "how to show it")
        .choices(Object.keys(KEY_SEARCH_FORMATS))
        .argParser((value) => oneOf(value, Object.keys(KEY_SEARCH_FORMATS)))
        .default("human"),
    );
  return addEvidenceOptions(command)
    .addHelpText(
      "after",
      `
Looks in the states of a directory, which Terraform reads, or in those of files; and in a listing of live keys.

Ends with 0 when the key is found, with 1 when it is not, and with 2 when that cannot be told, since a state, or an
object of one, could not be read. The command that disables the key has the whole id, since it is there to be pasted; everywhere else an id is
shortened, and --format json has $ACCESS_KEY_ID in the command. --show-ids shows all ids in full.

Of a part of an id (its beginning, its end, or both with …, ... or * between them, four characters on one side at
least) all keys that fit are named. A part proves nothing about absence.

For example, with the id in the variable ID:
  ramparts find "$ID"
  ramparts find "$ID" users.json keys.json --config cdktf.out --keys live.json`,
    )
    .action(async (id: string, paths: string[], options: FindOptions) => {
      finish(await find(givenKey(id), paths, options, commandLine));
    });
}

/** What is looked for: a whole id, or a part of one; what can be either is a part where it is no whole one. */
interface GivenKey {
  readonly id: string | null;
  readonly part: KeyPattern | null;
}

async function find(
  given: GivenKey,
  paths: readonly string[],
  options: FindOptions,
  commandLine: Door,
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

  const looked = lookFor(given, {
    states: isListingOnly ? null : states,
    configuration: configurations.length === 0 ? null : configuration,
    liveKeys,
    manifest,
  });
  const { found } = looked;
  commandLine.learn(marksIn([states, configuration]));
  const write = options.showIds ? idWriter([states], liveKeys) : (text: string): string => text;
  const shown = followedBy(commandLine.redactor, write);
  const search: KeySearch = {
    id: options.showIds ? (looked.id ?? looked.shown) : looked.shown,
    part: looked.part && withTexts(looked.part, shown),
    found: found && {
      ...withTexts(found, shown),
      disable: { ...withTexts(found.disable, shown), command: found.disable.command },
    },
    states: sources.map(({ name }) => shown.address(name)),
    managedKeys: states.accessKeys.length,
    listing: liveKeys && listingOf(liveKeys),
    unjudged: commandLine.shown(unjudged),
  };
  const gaps = notReadLines(commandLine.shown([...notRead, ...notReadOf(configuration.stacks)]));
  for (const line of [...search.unjudged.flatMap(unjudgedLines), ...gaps]) commandLine.err(`ramparts: ${line}\n`);
  const { columns } = commandLine;
  const isIdHidden = !options.showIds;
  commandLine.out(
    KEY_SEARCH_FORMATS[options.format](search, { version: version(), columns, isIdHidden }, looked.id ?? ""),
  );
  if (found !== null || (looked.part !== null && looked.part.count > 0)) return ExitCode.CLEAN;
  return unjudged.length > 0 ? ExitCode.ERROR : ExitCode.FINDINGS;
}

/** What was found, with the whole id of the key, where that is known, and the given one as it may be shown. */
function lookFor(
  { id, part }: GivenKey,
  sources: FindSources,
): Pick<KeySearch, "found" | "part"> & { readonly id: string | null; readonly shown: string } {
  const whole = id === null ? null : findKey(id, sources);
  const fitting = whole !== null || part === null ? null : findByPart(part, sources);
  if (id !== null && (fitting === null || fitting.count === 0))
    return { found: whole, part: null, id, shown: shortId(id) };
  const { count = 0, matches = [], onlyId = null } = fitting ?? {};
  const found = onlyId === null ? null : findKey(onlyId, sources);
  return { found, part: { count, matches }, id: onlyId, shown: part?.shown ?? "…" };
}

function listingOf({ accountId, time, users, rootKeys }: LiveKeys): KeySearch["listing"] {
  return { accountId, time, users: users.length, hasRootKeys: rootKeys !== null };
}

/** Never shows what was given: it may be a secret. */
function givenKey(text: string): GivenKey {
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
  const part = readKeyPattern(id);
  if (isAccessKeyId(id)) return { id, part };
  if (part !== null) return { id: null, part };
  throw new InputError(
    `What was given, ${counted(id.length, "character")}, is no AccessKey id, and no part of one that tells keys apart. ` +
      `Allowed is ${ACCESS_KEY_ID_FORM}; or its beginning, its end, or both with "…", "..." or "*" between them, at least ` +
      "4 characters of them on one side.",
  );
}
