import type { Readable } from "node:stream";
import {
  isLookedForInAddresses,
  markedRedactor,
  marksOf,
  redactor,
  withoutForms,
  type Redactor,
  type SecretMark,
} from "../redaction/redaction";
import { createScopes, type ConfigurationStack } from "../configuration/scope";
import { sensitiveVariables, writtenMarks } from "../inventory/written-secrets";
import { environmentMarks } from "../terraform/environment-secrets";
import type { CommandLine } from "./command-line";
import { withTexts } from "./with-texts";
import { writeWholeFile } from "./write-file";

/**
 * The one door through which every text of a run leaves: the result, the errors and remarks, and the files. It knows
 * the secrets of the environment, learns those of everything that is read, and lets none of them out.
 *
 * What is reported goes through it twice: as data, where it can be told what is an address, before a renderer folds,
 * escapes and colours it; and as a whole, where whatever has the form of a secret is taken out in any case.
 */
export class Door implements CommandLine {
  public readonly environment: CommandLine["environment"];
  public readonly colors: boolean;
  public readonly columns: number | undefined;
  public readonly now: string;
  public readonly directory?: string;
  public readonly standardInput?: Readable & { readonly isTTY?: boolean };
  private readonly marks: SecretMark[];
  private known: { readonly sentence: Redactor; readonly rendered: (text: string) => string } | null = null;

  public constructor(private readonly outside: CommandLine) {
    const { environment, colors, columns, now, directory, standardInput } = outside;
    this.environment = environment;
    this.colors = colors;
    this.columns = columns;
    this.now = now;
    if (directory !== undefined) this.directory = directory;
    if (standardInput !== undefined) this.standardInput = standardInput;
    this.marks = environmentMarks(environment);
  }

  /** Writes the result, which was rendered from what `shown` has let through. */
  public readonly out = (text: string): void => {
    this.outside.out(this.redactors.rendered(text));
  };

  /** Writes a result in pieces, of which no more are made than are read. */
  public async outPieces(pieces: Iterable<string>): Promise<void> {
    for (const piece of pieces) {
      this.out(piece);
      await this.outside.taken?.();
    }
  }

  /** Writes everything else: errors, progress and remarks. */
  public readonly err = (text: string): void => {
    this.outside.err(this.redactors.sentence(text));
  };

  /** Writes a file as a whole, in pieces where it is long; what it holds was rendered, as a result is. */
  public writeFile(file: string, text: string | Iterable<string>): void {
    const { rendered } = this.redactors;
    writeWholeFile(file, typeof text === "string" ? rendered(text) : renderedPieces(text, rendered));
  }

  /** Adds secrets to those that are not let out. */
  public learn(marks: readonly SecretMark[]): void {
    for (const mark of marks) this.marks.push(mark);
    this.known = null;
  }

  /** The same for what configurations hold, and for what the environment gives to their sensitive variables. */
  public learnFrom(stacks: readonly ConfigurationStack[]): void {
    this.learn(writtenMarks(createScopes(stacks)));
    this.learn(sensitiveVariables(stacks).flatMap((name) => marksOf(this.environment[`TF_VAR_${name}`] ?? "")));
  }

  public get secretMarks(): readonly SecretMark[] {
    return this.marks;
  }

  /** Takes the secrets that are known by now out of texts. */
  public get redactor(): Redactor {
    return this.redactors.sentence;
  }

  /** Plain data as it may be shown. */
  public shown<T>(value: T): T {
    return withTexts(value, this.redactor);
  }

  private get redactors(): NonNullable<Door["known"]> {
    if (this.known === null) {
      // What is short, or a name, may be a part of the format itself.
      const withoutLong = markedRedactor(this.marks.filter(isLookedForInAddresses));
      const rendered = (text: string): string => withoutForms(withoutLong(text));
      this.known = { sentence: redactor(this.marks), rendered };
    }
    return this.known;
  }
}

function* renderedPieces(pieces: Iterable<string>, rendered: (text: string) => string): Iterable<string> {
  for (const piece of pieces) yield rendered(piece);
}
