import type { KeyMatch } from "../find/find-by-part";
import type { KeyReport } from "../find/key-report";
import { counted } from "../text/wording";
import { keyReportText, placeText } from "./key-report";
import { printable, printableJson, printableLines } from "./printable";
import type { Unjudged } from "./unjudged";
import { usableColumns, wrap } from "./wrap";

/** What came of looking for an AccessKey. */
export interface KeySearch {
  /** First and last four characters, or the whole id where that was asked for. */
  readonly id: string;
  /** Null where nothing that was looked in has it. Of its texts the command alone has the whole id. */
  readonly found: KeyReport | null;
  /** Set where only a part of an id was given: what fits it. `found` is the only one then, or null. */
  readonly part: { readonly count: number; readonly matches: readonly KeyMatch[] } | null;
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
const renderHuman: KeySearchRenderer = (search, { columns }) => {
  const { found, part } = search;
  if (part !== null && part.count > 1) return printableLines(matchesText(search, part, columns));
  if (found === null) return printableLines(notFoundText(search, columns));
  return printableLines(`${part === null ? "" : matchedText(search, columns)}${keyReportText(found)}`);
};

/** For another program, whose output may end up in a log: the id in the command is a variable. */
const renderJson: KeySearchRenderer = ({ found, part, ...search }, { version, isIdHidden }, id) => {
  const command = found?.disable.command ?? null;
  const shown = isIdHidden ? command?.replace(id, '"$ACCESS_KEY_ID"') : command;
  const isFound = found !== null || (part !== null && part.count > 0);
  const key = found && { ...found, disable: { ...found.disable, command: shown ?? null } };
  const report = { tool: "ramparts", version, found: isFound, ...search, part, key };
  return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
};

export const KEY_SEARCH_FORMATS = {
  human: renderHuman,
  json: renderJson,
} as const satisfies Readonly<Record<string, KeySearchRenderer>>;

export type KeySearchFormat = keyof typeof KEY_SEARCH_FORMATS;

/** What comes before the report on a key that was found by a part of its id. */
function matchedText({ id, unjudged }: KeySearch, columns: number | undefined): string {
  const lines = [
    `Matched by a part of the id${shownPart(id)}: one AccessKey fits it. Compare the whole id before you disable that key: where ` +
      "nobody has looked, others may fit it.",
    ...notLookedIn(unjudged),
  ];
  return `${lines.map((line) => wrap(printable(line), usableColumns(columns), "", "  ")).join("\n")}\n\n`;
}

function matchesText({ id, unjudged }: KeySearch, { count, matches }: Part, columns: number | undefined): string {
  const more = count - matches.length;
  const lines = [
    `${count} AccessKeys fit the part of an id that was given${shownPart(id)}:`,
    ...matches.map(({ id: each, holder, status, place }) => {
      const where = place === null ? "in none of the given states" : placeText(place);
      return `  ${each}, ${status ?? "of a status that is not known"}: of ${holder}, ${where}`;
    }),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...notLookedIn(unjudged),
  ];
  const advice = "Give the whole id to know all about one of them; --show-ids shows those that are found here in full.";
  return `${lines.map(printable).join("\n")}\n\n${wrap(advice, usableColumns(columns), "", "  ")}\n`;
}

/** Of a part without a gap nothing is shown. */
function shownPart(id: string): string {
  return id === "…" ? "" : ` (${id})`;
}

type Part = NonNullable<KeySearch["part"]>;

/** Where it is not, and what that proves. */
function notFoundText(
  { id, part, states, managedKeys, listing, unjudged }: KeySearch,
  columns: number | undefined,
): string {
  const width = usableColumns(columns);
  const lines = [
    part === null
      ? `AccessKey ${id} was not found.`
      : `No AccessKey fits the part of an id that was given${shownPart(id)}.`,
    "",
    ...(states.length > 0
      ? [
          `Looked in ${counted(states.length, "state")}, with ${counted(managedKeys, "AccessKey")}: ${states.join(", ")}.`,
        ]
      : []),
    ...(listing ? [listingWords(listing)] : []),
    ...notLookedIn(unjudged),
    "",
    part === null
      ? meaning(listing, unjudged.length > 0)
      : "A part proves nothing about absence: it may have been shortened or copied otherwise. Give the whole id.",
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
