import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expressionOf, type Assignment } from "../names/given";
import { typeText } from "../names/type-text";
import { ElementsFile } from "./elements-file";
import { parseExactly, type Plain } from "../plain";

/** Which paths of a value are marked: `true` for all of it, a list or an object for what is in it. */
export type Shape = boolean | readonly Shape[] | { readonly [name: string]: Shape };

/** What Terraform makes of an expression. */
export type Outcome =
  | {
      readonly kind: "value";
      /** What is unknown is null in it, or left out. */
      readonly value: Plain;
      readonly unknown: Shape;
      readonly sensitive: Shape;
    }
  | { readonly kind: "failed"; readonly because: string };

/** More expressions in one plan do not make it faster. */
const BATCH = 5000;
/** Terraform scans the whole file for each error that it prints, so that files are small. */
const FILE = 25;
const ADDRESS = "module.judged.terraform_data.judged";
/** A value of no type that is known after the apply only. */
const OPEN = "jsondecode(terraform_data.open.id)";

/** Terraform's own answers: the elements of one tuple, which a plan evaluates all at once. */
export class TerraformPlans {
  private readonly directory = mkdtempSync(join(tmpdir(), "ramparts-oracle-"));
  private readonly saved = new Set<string>();
  private isReady = false;

  public evaluate(texts: readonly string[], assignment: Assignment): Outcome[] {
    this.declare(assignment);
    const outcomes: Outcome[] = [];
    for (let start = 0; start < texts.length; start += BATCH)
      outcomes.push(...this.batch(texts.slice(start, start + BATCH)));
    return outcomes;
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Those that fail are left out of the next plan; an error that names no line is found by halving. */
  private batch(texts: readonly string[], failed = new Map<number, string>()): Outcome[] {
    for (;;) {
      const files = this.write(texts, failed);
      const errors = this.plan();
      if (errors.length === 0) return this.outcomes(texts, failed);
      const before = failed.size;
      for (const error of errors) {
        const index = files.get(error.file)?.at(error.line);
        if (index !== undefined && !failed.has(index)) failed.set(index, error.because);
      }
      if (failed.size > before) continue;
      const because = errors.map((error) => error.because).join("; ");
      if (texts.length === 1) return [{ kind: "failed", because }];
      const middle = texts.length >> 1;
      const from = (start: number): Map<number, string> =>
        new Map([...failed].map(([index, reason]) => [index - start, reason]));
      return [...this.batch(texts.slice(0, middle), from(0)), ...this.batch(texts.slice(middle), from(middle))];
    }
  }

  private declare(assignment: Assignment): void {
    const [variables, locals, call] = [[] as string[], [] as string[], [] as string[]];
    for (const [{ root, name, type, isSensitive, isSet }, given] of assignment) {
      if (root === "local") {
        // What is open inside of a local value is handed to the module as a variable.
        locals.push(`  ${name} = ${expressionOf(given, "var.open_itself")}`);
        continue;
      }
      const flags = [`type = ${typeText(type)}`];
      if (isSensitive) flags.push("sensitive = true");
      if (isSet) flags.push("nullable = false");
      variables.push(`variable "${name}" {\n  ${flags.join("\n  ")}\n}`);
      call.push(`  ${name} = ${expressionOf(given, OPEN)}`);
    }
    const module = `module "judged" {\n  source = "./judged"\n  open_itself = ${OPEN}\n${call.join("\n")}\n}\n`;
    mkdirSync(join(this.directory, "judged"), { recursive: true });
    this.save("main.tf", `resource "terraform_data" "open" {}\n${module}`);
    const names = `variable "open_itself" {}\n${variables.join("\n")}\nlocals {\n${locals.join("\n")}\n}\n`;
    this.save("judged/names.tf", names);
    this.write([], new Map());
    if (!this.isReady) this.terraform("init", "-input=false");
    this.isReady = true;
  }

  private write(texts: readonly string[], failed: ReadonlyMap<number, string>): ReadonlyMap<string, ElementsFile> {
    const files = new Map<string, ElementsFile>();
    const elements = texts.map((text, index) => (failed.has(index) ? "null" : text));
    for (let first = 0; first < texts.length; first += FILE) {
      const file = new ElementsFile(first, elements.slice(first, first + FILE));
      files.set(`judged/${file.name}.tf`, file);
      this.save(`judged/${file.name}.tf`, file.text);
    }
    const used = [...files.values()].map(({ name }) => `local.${name}`);
    this.save("judged/judged.tf", `resource "terraform_data" "judged" {\n  input = [${used.join(", ")}]\n}\n`);
    for (const file of this.saved) {
      if (!file.startsWith("judged/elements_") || files.has(file)) continue;
      rmSync(join(this.directory, file));
      this.saved.delete(file);
    }
    return files;
  }

  private save(file: string, text: string): void {
    this.saved.add(file);
    writeFileSync(join(this.directory, file), text);
  }

  private plan(): PlanError[] {
    const { status, stdout } = this.terraform("plan", "-json", "-input=false", "-out=plan");
    if (status === 0) return [];
    const errors = errorsIn(stdout);
    return errors.length > 0 ? errors : [{ file: "", line: 0, because: "Terraform ended without a reason" }];
  }

  private outcomes(texts: readonly string[], failed: ReadonlyMap<number, string>): Outcome[] {
    const { stdout } = this.terraform("show", "-json", "plan");
    const shown = parseExactly(stdout) as ShownPlan;
    const change = shown.resource_changes.find(({ address }) => address === ADDRESS)?.change;
    if (!change) throw new Error("the plan does not say what the expressions come to");
    const { after, after_unknown: unknown, after_sensitive: sensitive } = change;
    return texts.map((_, index): Outcome => {
      const [file, place] = [Math.floor(index / FILE), index % FILE];
      const because = failed.get(index);
      if (because !== undefined) return { kind: "failed", because };
      return {
        kind: "value",
        value: after.input[file]?.[place] ?? null,
        unknown: shapeAt(shapeAt(unknown.input, file), place),
        sensitive: shapeAt(shapeAt(sensitive.input, file), place),
      };
    });
  }

  private terraform(...args: string[]): { status: number | null; stdout: string } {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
    const options = { cwd: this.directory, env, encoding: "utf8", maxBuffer: 2 ** 31 } as const;
    const { status, stdout, stderr, error } = spawnSync("terraform", args, options);
    if (error) throw error;
    if (status !== 0 && args[0] !== "plan") throw new Error(`terraform ${args[0]} failed: ${stdout}${stderr}`);
    return { status, stdout };
  }
}

interface PlanError {
  readonly file: string;
  readonly line: number;
  readonly because: string;
}

function errorsIn(output: string): PlanError[] {
  return output
    .split("\n")
    .filter((line) => line.includes('"type":"diagnostic"'))
    .map((line) => (JSON.parse(line) as { diagnostic: Diagnostic }).diagnostic)
    .filter(({ severity }) => severity === "error")
    .map(({ summary, detail, range }) => ({
      file: range?.filename ?? "",
      line: range?.start.line ?? 0,
      because: `${summary}: ${detail}`,
    }));
}

/** What is marked inside of a value; all of it where it is marked as a whole. */
export function shapeAt(shape: Shape | undefined, key: number | string): Shape {
  if (typeof shape === "boolean" || shape === undefined) return shape ?? false;
  return (shape as Readonly<Record<number | string, Shape>>)[key] ?? false;
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

interface ShownPlan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: {
      readonly after: { readonly input: readonly (readonly Plain[])[] };
      readonly after_unknown: { readonly input?: Shape };
      readonly after_sensitive: { readonly input?: Shape };
    };
  }[];
}
