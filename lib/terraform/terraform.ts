import { OverLimit } from "../files/read-file";
import { InputError } from "../files/input-error";
import { errorCode } from "./error-code";
import { printable } from "../report/printable";
import { diagnosticsIn, essentialLines, type Diagnostic } from "./diagnostics";
import { terraformBinary, terraformEnvironment } from "./environment";
import { environmentRedactor } from "./environment-secrets";
import type { Interruption } from "./interruption";
import { isMovedState, MOVED_STATE } from "./moved-state";
import { otherSynthesis } from "./other-synthesis";
import type { FailedStack, TerraformStep } from "./outcome";
import { runProcess } from "./process";
import { DEFAULT_LIMIT, ENLARGE } from "./size-limit";
import type { StackDirectory } from "./stacks";

export interface TerraformOptions {
  /** The user's; `terraformEnvironment` makes that of Terraform from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes a line of progress for each stack and step. */
  readonly err: (text: string) => void;
  /**
   * The most bytes that one plan or state may have as JSON.
   * @default 512 MiB
   */
  readonly limit?: number;
}

export type StepResult =
  | { readonly output: Buffer; readonly failed: null }
  /** `errors` hold what they quote, credentials too: they are for looking at, not for showing. */
  | { readonly output: null; readonly failed: FailedStack; readonly errors: readonly Diagnostic[] };

/** Terraform, or OpenTofu where `TERRAFORM_BINARY_NAME` names it: commands that only look, and never ask. */
export class Terraform {
  private readonly binary: string;
  private readonly environment: NodeJS.ProcessEnv;
  private readonly redact: (text: string) => string;
  private readonly limit: number;

  /** @param instead what can be done where there is no Terraform */
  public constructor(
    private readonly options: TerraformOptions,
    private readonly interruption: Interruption,
    private readonly instead: string,
  ) {
    this.binary = terraformBinary(options.environment);
    this.environment = terraformEnvironment(options.environment);
    this.redact = environmentRedactor(options.environment);
    this.limit = options.limit ?? DEFAULT_LIMIT;
  }

  /**
   * Initialises a stack, every time, as the CDKTF CLI does it: what is initialised stays as it is, and the versions of
   * a lock file count. A backend that has changed is an error, since no state is moved here.
   */
  public async init(stack: StackDirectory): Promise<StepResult> {
    const initialised = await this.act(stack, "init", ["-input=false", "-no-color"]);
    if (initialised.failed === null || !isMovedState(initialised.errors)) return initialised;
    const { explanation, lines } = initialised.failed;
    // What follows the first line is how to move the state.
    const failed = { ...initialised.failed, lines: lines.slice(0, 1), explanation: explanation ?? MOVED_STATE };
    return { ...initialised, failed };
  }

  /** Plans into a file. The state is locked as by any plan; one that somebody else has locked is an error at once. */
  public plan(stack: StackDirectory, file: string, variableFiles: readonly string[]): Promise<StepResult> {
    const values = variableFiles.map((each) => `-var-file=${each}`);
    return this.act(stack, "plan", ["-input=false", "-no-color", ...values, `-out=${file}`]);
  }

  /** The JSON of a plan file, or of the state. */
  public show(stack: StackDirectory, file: string | null): Promise<StepResult> {
    this.tell(stack, "show");
    return this.run(stack, "show", ["-no-color", "-json", ...(file === null ? [] : [file])], this.limit);
  }

  /** The graph by which a plan file will be applied. */
  public graph(stack: StackDirectory, file: string): Promise<StepResult> {
    return this.run(stack, "graph", [`-plan=${file}`], this.limit);
  }

  private async act(stack: StackDirectory, step: TerraformStep, args: readonly string[]): Promise<StepResult> {
    this.tell(stack, step);
    const acted = await this.run(stack, step, args, null);
    if (acted.failed === null) return acted;
    const explanation = otherSynthesis(stack, this.options.environment);
    return { ...acted, failed: { ...acted.failed, explanation } };
  }

  private tell(stack: StackDirectory, step: TerraformStep): void {
    this.interruption.check();
    this.options.err(`ramparts: ${printable(stack.name)}: terraform ${step}\n`);
  }

  /** @throws InputError when the program cannot be started. */
  private async run(
    stack: StackDirectory,
    step: TerraformStep,
    args: readonly string[],
    limit: number | null,
  ): Promise<StepResult> {
    const ended = await runProcess(this.binary, [step, ...args], {
      directory: stack.directory,
      environment: this.environment,
      limit,
      started: (child) => this.interruption.add(child),
    }).catch((error: unknown) => {
      throw this.notStarted(error);
    });
    const { exitCode, output, errors, isOverLimit } = ended;
    if (exitCode === 0 && !isOverLimit) return { output, failed: null };
    const lines = isOverLimit
      ? [`what it writes ${new OverLimit(this.limit).message}. ${ENLARGE}`]
      : essentialLines(this.redact(errors));
    const failed: FailedStack = {
      kind: "failed",
      stack,
      step,
      exitCode: isOverLimit ? null : exitCode,
      lines,
      explanation: null,
    };
    return { output: null, failed, errors: diagnosticsIn(errors) };
  }

  private notStarted(error: unknown): unknown {
    const code = errorCode(error);
    if (code === null) return error;
    const problem = code === "ENOENT" ? "is not on the PATH" : `cannot be started (${code})`;
    return new InputError(
      `"${this.binary}" ${problem}. Install Terraform 1.5 or newer, or name another program in TERRAFORM_BINARY_NAME, ` +
        `such as tofu; or ${this.instead}`,
    );
  }
}
