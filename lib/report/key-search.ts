import type { KeyReport } from "../find/key-report";
import { counted } from "../inventory/wording";
import { keyReportText } from "./key-report";
import { printable, printableJson, printableLines } from "./printable";
import type { Unjudged } from "./unjudged";
import { usableColumns, wrap } from "./wrap";

/** What came of looking for an AccessKey. */
export interface KeySearch {
  /** First and last four characters, or the whole id where that was asked for. */
  readonly id: string;
  /** Null where nothing that was looked in has it. Of its texts the command alone has the whole id. */
  readonly found: KeyReport | null;
  /** Names of the states that were looked in. */
  readonly states: readonly string[];
  /** How many AccessKeys they hold. */
  readonly managedKeys: number;
  readonly listing: {
    readonly accountId: string;
    readonly time: string;
    readonly users: number;
    readonly hasRootKeys: boolean;
  } | null;
  /** States that could not be read. */
  readonly unjudged: readonly Unjudged[];
}

interface KeySearchContext {
  readonly version: string;
  readonly columns?: number | undefined;
  /** Whether ids are shortened where nobody has to paste them. */
  readonly isIdHidden: boolean;
}

type KeySearchRenderer = (search: KeySearch, context: KeySearchContext, id: string) => string;

/** For a person, who pastes the command. */
const renderHuman: KeySearchRenderer = (search, { columns }) =>
  printableLines(search.found === null ? notFoundText(search, columns) : keyReportText(search.found));

/** For another program, whose output may end up in a log: the id in the command is a variable. */
const renderJson: KeySearchRenderer = ({ found, ...search }, { version, isIdHidden }, id) => {
  const command = found?.disable.command ?? null;
  const shown = isIdHidden ? command?.replace(id, '"$ACCESS_KEY_ID"') : command;
  const key = found && { ...found, disable: { ...found.disable, command: shown ?? null } };
  const report = { tool: "ramparts", version, found: found !== null, ...search, key };
  return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
};

export const KEY_SEARCH_FORMATS = {
  human: renderHuman,
  json: renderJson,
} as const satisfies Readonly<Record<string, KeySearchRenderer>>;

export type KeySearchFormat = keyof typeof KEY_SEARCH_FORMATS;

/** Where it is not, and what that proves. */
function notFoundText({ id, states, managedKeys, listing, unjudged }: KeySearch, columns: number | undefined): string {
  const width = usableColumns(columns);
  const lines = [
    `AccessKey ${id} was not found.`,
    "",
    ...(states.length > 0
      ? [
          `Looked in ${counted(states.length, "state")}, with ${counted(managedKeys, "AccessKey")}: ${states.join(", ")}.`,
        ]
      : []),
    ...(listing ? [listingWords(listing)] : []),
    ...notLookedIn(unjudged),
    "",
    meaning(listing, unjudged.length > 0),
  ];
  return `${lines.map((line) => wrap(printable(line), width, "", "  ")).join("\n")}\n`;
}

/** States, and parts of states, that were not looked in. */
function notLookedIn(unjudged: readonly Unjudged[]): string[] {
  const namesOf = (isPartly: boolean): string[] =>
    unjudged.filter((each) => (each.isPartly ?? false) === isPartly).map(({ stack }) => stack);
  const [states, parts] = [namesOf(false), namesOf(true)];
  return [
    ...(states.length > 0 ? [`Not looked in ${states.join(", ")}, which could not be read: it may be there.`] : []),
    ...(parts.length > 0
      ? [`Not looked in those objects of ${parts.join(", ")} that could not be read: it may be among them.`]
      : []),
  ];
}

function listingWords({ accountId, time, users, hasRootKeys }: NonNullable<KeySearch["listing"]>): string {
  const root = hasRootKeys ? "with the root keys" : "without the root keys, which it does not tell";
  return `Looked in the listing of account ${accountId} of ${time}: ${counted(users, "user")}, ${root}.`;
}

function meaning(listing: KeySearch["listing"], isIncomplete: boolean): string {
  if (isIncomplete) return "That proves nothing until what could not be read is read too.";
  if (listing === null) {
    return (
      "That proves only that these states do not manage it now. It may have been made elsewhere, which a listing given " +
      "with --keys tells, be of a stack or an account that was not given, or be deleted."
    );
  }
  return (
    `That proves that account ${listing.accountId} did not have it when the listing was taken` +
    `${listing.hasRootKeys ? "" : ", unless it is a root key"}. It is of another account, or deleted, or newer.`
  );
}
