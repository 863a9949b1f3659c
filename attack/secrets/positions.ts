import * as configurations from "./configurations";
import * as documents from "./documents";
import type { Kind } from "./kinds";
import { BROKEN_MANIFESTS, ENVIRONMENT, MANIFESTS, SETTINGS } from "./others";
import * as runs from "./runs";
import { WORDS } from "./words";

/** Where a secret stands, and how it is run. */
export interface Position {
  readonly name: string;
  /** Whether it is promised that a secret of this kind does not get out from there. */
  readonly promises: (kind: Kind) => boolean;
  /** Runs secrets there, each by itself or all at once: a run costs more than what it reads. */
  readonly run: (secrets: readonly string[]) => Promise<runs.Outputs>;
  /** Whether one run takes one secret only. */
  readonly isAlone: boolean;
}

type Table<T> = Readonly<Record<string, (secret: string) => T>>;
type Run<T> = (inputs: readonly T[], secrets: readonly string[]) => Promise<runs.Outputs>;

/** Positions of which a run takes several at once, each with a secret of its own. */
function together<T>(where: string, promises: Position["promises"], table: Table<T>, run: Run<T>): Position[] {
  return Object.entries(table).map(([name, input]) => ({
    name: `${where}: ${name}`,
    promises,
    isAlone: false,
    run: (secrets) => run(secrets.map(input), secrets),
  }));
}

/** Positions that hold a sentence, in which several secrets may stand. */
function sentences<T>(where: string, promises: Position["promises"], table: Table<T>, run: Run<T>): Position[] {
  return Object.entries(table).map(([name, input]) => ({
    name: `${where}: ${name}`,
    promises,
    isAlone: false,
    run: (secrets) => run([input(secrets.join(" "))], secrets),
  }));
}

function alone<T>(where: string, promises: Position["promises"], table: Table<T>, run: Run<T>): Position[] {
  return together(where, promises, table, run).map((position) => ({ ...position, isAlone: true }));
}

const knownBy =
  (...ways: readonly Kind["known"][number][]) =>
  (kind: Kind): boolean =>
    ways.some((way) => kind.known.includes(way));
const byForm = knownBy("form");
const byTelling = knownBy("told");
const byPair = knownBy("pair");
const inUrl = (kind: Kind): boolean => kind.known.includes("url") && kind.isPlain === true;
const byMark = knownBy("marked");
const inAddress = knownBy("address");
const noName = (kind: Kind): boolean => kind.isName !== true;
const repeated = (kind: Kind): boolean => byMark(kind) && noName(kind);

export const POSITIONS: readonly Position[] = [
  ...sentences("configuration", byForm, configurations.TEXTS, runs.configuration),
  ...sentences("configuration, a provider has it", inAddress, configurations.TEXTS, runs.configurationWithProvider),
  ...together("told", byTelling, configurations.TOLD, runs.configuration),
  ...together("beside an id", byPair, configurations.PAIRED, runs.configuration),
  ...together("URL", inUrl, configurations.URLS, runs.configuration),
  ...together("configuration", byMark, configurations.MARKED, runs.configuration),
  ...together("plan", byMark, documents.MARKED, runs.plans),
  ...together("plan, an address", inAddress, documents.NAMES, runs.plans),
  ...together("plan, repeated", repeated, documents.REPEATED, runs.plans),
  ...together("plan, not marked", noName, documents.PLAIN, runs.plans),
  ...together("state", inAddress, documents.STATES, runs.states),
  ...alone("document that is broken", byTelling, documents.BROKEN, runs.broken),
  ...alone("ramparts.yaml", byTelling, SETTINGS, runs.settings),
  ...sentences("environment", byForm, ENVIRONMENT, runs.environment),
  ...sentences("manifests", byForm, MANIFESTS, runs.manifests),
  ...alone("manifest that is broken", byTelling, BROKEN_MANIFESTS, runs.brokenManifest),
  ...together("words of Terraform", inUrl, WORDS, runs.terraform),
];
