import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** What a checker may say: a level of what it is certain of, or that something is not known. */
export type Kind = "error" | "warning" | "unknown";

/** A finding, by what makes two of them the same one. */
export interface Statement {
  readonly kind: Kind;
  readonly rule: string;
  readonly address: string;
}

/** A configuration of the corpus, with all that a perfect checker says of it. */
export interface Configuration {
  readonly name: string;
  readonly directory: string;
  /** The directories in which Terraform runs. */
  readonly roots: readonly string[];
  readonly expected: readonly Statement[];
}

interface FindingsFile {
  readonly roots?: readonly string[];
  readonly findings: readonly Readonly<Record<string, string>>[];
}

/** All configurations that lie here. */
export function configurations(): Configuration[] {
  const names = readdirSync(__dirname).filter((name) => statSync(join(__dirname, name)).isDirectory());
  return names.sort().map(configurationCalled);
}

function configurationCalled(name: string): Configuration {
  const directory = join(__dirname, name);
  const file = parse(readFileSync(join(directory, "findings.yaml"), "utf8")) as FindingsFile;
  return {
    name,
    directory,
    roots: (file.roots ?? ["."]).map((root) => join(directory, root)),
    expected: file.findings.flatMap((line) => Object.keys(line)).map((text) => statementOf(name, text)),
  };
}

/** `error KEY001 alicloud_ram_access_key.loader`. */
function statementOf(name: string, text: string): Statement {
  const [, kind, rule, address] = /^(error|warning|unknown) ([A-Z]+\d{3}) (\S+)$/.exec(text) ?? [];
  if (kind === undefined || rule === undefined || address === undefined) {
    throw new Error(`findings.yaml of ${name}: "${text}" is not "error|warning|unknown RULE address"`);
  }
  return { kind: kind as Kind, rule, address };
}
