import { relative, resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Stack } from "../inventory/model";
import { FORMATS } from "../report/formats";
import { renderJsonPieces } from "../report/json";
import { notReadLines } from "../report/not-read";
import { printable } from "../report/printable";
import type { Renderer, ReportContext } from "../report/report";
import { CATALOGUE } from "../rules/catalogue";
import type { Finding, Level } from "../rules/finding";
import { LEVELS } from "../rules/finding";
import { reaches } from "../rules/summary";
import { ExitCode } from "./command-line";
import type { Door } from "./door";
import { oneOf } from "./one-of";
import { version } from "./version";
import { checkWritable } from "./write-file";

/** One report: in which format, and into which file; without one it goes to standard output. */
interface Target {
  readonly format: string;
  readonly file?: string;
}

/** What a run has come to; `findings`, `review` and `keys` are as they may be shown. */
export interface Outcome extends Pick<
  ReportContext,
  "command" | "breakGlass" | "notKnown" | "notRead" | "unjudged" | "review" | "keys" | "baseline"
> {
  readonly findings: readonly Finding[];
  /** Where findings without a line are shown. */
  readonly stacks: readonly Stack[];
}

/** The options of every command that reports findings: `--format`, `--output` and `--fail-on`, and what they do. */
export class ReportOptions {
  private readonly targets: Target[] = [];
  private failOn: Level = "error";
  private readonly formats: ReadonlyMap<string, Renderer>;

  /** @param formats those that only this command has */
  public constructor(formats: Readonly<Record<string, Renderer>> = {}) {
    this.formats = new Map(Object.entries({ ...FORMATS, ...formats }));
  }

  /** Adds the options; what they say of each other is judged before the command starts. */
  public addTo(command: Command): Command {
    const formats = [...this.formats.keys()];
    return command
      .addOption(
        new Option("--format <format>", "how to show the findings; may be given several times (default: human)")
          .choices(formats)
          .argParser((value) => this.addFormat(value, formats)),
      )
      .addOption(
        new Option("--output <file>", "file for the report of the --format before it").argParser((value) =>
          this.addOutput(value),
        ),
      )
      .addOption(
        new Option("--fail-on <level>", "least level that fails the run (default: error)")
          .choices(LEVELS)
          .argParser((value) => this.setLevel(value)),
      )
      .hook("preAction", () => this.checkTargets(command));
  }

  /** Writes what was not read, then the reports, files first, and says how the program ends. */
  public report({ findings, stacks, review, keys, ...others }: Outcome, commandLine: Door): ExitCode {
    const outcome = { ...commandLine.shown(others), ...(review && { review }), ...(keys && { keys }) };
    for (const line of notReadLines(outcome.notRead ?? [])) commandLine.err(`ramparts: ${line}\n`);
    const { redactor } = commandLine;
    const context: ReportContext = {
      version: version(),
      rules: CATALOGUE,
      failOn: this.failOn,
      files: new Map(
        stacks.flatMap(({ name, files: [file] }) =>
          file === undefined ? [] : [[redactor.address(name), redactor.address(shortest(file))]],
        ),
      ),
      ...outcome,
    };
    const { colors, columns } = commandLine;
    const targets: readonly Target[] = this.targets.length > 0 ? this.targets : [{ format: "human" }];
    for (const { format, file } of targets) {
      if (file !== undefined) commandLine.writeFile(file, this.render(format, findings, context));
    }
    for (const { format, file } of targets) {
      if (file !== undefined) continue;
      for (const piece of this.render(format, findings, { ...context, colors, columns })) commandLine.out(piece);
    }
    return this.codeOf(findings, outcome);
  }

  /** In pieces, since JSON may be longer than a text can be. */
  private render(format: string, findings: readonly Finding[], context: ReportContext): Iterable<string> {
    if (format === "json") return renderJsonPieces(findings, context);
    return [(this.formats.get(format) ?? FORMATS.human)(findings, context)];
  }

  /** What was not judged never passes: a stack that waits for another fails the run as an error would. */
  private codeOf(
    findings: readonly Finding[],
    { unjudged = [], breakGlass }: Pick<Outcome, "unjudged" | "breakGlass">,
  ): ExitCode {
    if (unjudged.some(({ kind }) => kind === "failed")) return ExitCode.ERROR;
    const isWaiting = unjudged.length > 0 && breakGlass === undefined;
    return isWaiting || reaches(findings, this.failOn) ? ExitCode.FINDINGS : ExitCode.CLEAN;
  }

  private addFormat(value: string, formats: readonly string[]): void {
    this.targets.push({ format: oneOf(value, formats) });
  }

  private addOutput(file: string): void {
    const target = this.targets.pop();
    if (!target) {
      throw new InvalidArgumentError(
        "An --output belongs to the --format before it, and there is none. Give both, such as: --format sarif --output x",
      );
    }
    if (target.file !== undefined) throw new InvalidArgumentError("The --format before it has an --output already.");
    this.targets.push({ ...target, file });
  }

  private setLevel(value: string): void {
    this.failOn = oneOf(value, LEVELS);
  }

  private checkTargets(command: Command): void {
    const places = this.targets.map(({ file }) => (file === undefined ? "standard output" : resolve(file)));
    const twice = places.find((place, index) => places.indexOf(place) !== index);
    if (twice !== undefined) {
      command.error(`error: two formats go to ${printable(twice)}. Give each --format but one an --output of its own.`);
    }
    for (const { file } of this.targets) if (file !== undefined) checkWritable(file);
  }
}

/** A file as seen from the current directory, where it is in it. */
function shortest(file: string): string {
  const path = relative(process.cwd(), file);
  return path === "" || path.startsWith("..") ? resolve(file) : path;
}
