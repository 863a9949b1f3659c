import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { parse } from "yaml";
import { repository } from "../documents";
import { runCommand } from "../e2e/terraform";

export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const ACTION = parse(readFileSync(join(repository, "action.yml"), "utf8")) as Action;

/** What a workflow gives to the action. */
export interface Given {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event: { readonly name: string; readonly payload: object };
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly token?: string;
}

export interface Ran {
  readonly code: number;
  readonly log: string;
  readonly summary: string;
  /** Steps that ran, by their ids or the action that they use. */
  readonly steps: readonly string[];
  /** Actions that were used, with what they got. */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
}

/** Runs the steps of action.yml as the runner of GitHub does. */
export async function runAction({ inputs = {}, event, directory, environment, token = "" }: Given): Promise<Ran> {
  const place = mkdtempSync(join(tmpdir(), "ramparts-runner-"));
  const file = (name: string, text = ""): string => {
    writeFileSync(join(place, name), text);
    return join(place, name);
  };
  const github = { event_name: event.name, event: event.payload, repository: "octo/infra", token };
  const known: Context = { github, inputs: {}, steps: {}, isFailed: false };
  for (const [name, { default: text }] of Object.entries(ACTION.inputs)) {
    known.inputs[name] = inputs[name] ?? filled(text, known);
  }
  const summary = file("summary");
  const env = {
    ...environment,
    GITHUB_ACTION_PATH: repository,
    GITHUB_EVENT_PATH: file("event.json", JSON.stringify(event.payload)),
    GITHUB_REPOSITORY: github.repository,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: place,
  };
  const ran = { code: 0, log: "", steps: [] as string[], used: [] as { uses: string; with: Record<string, string> }[] };
  try {
    for (const step of ACTION.runs.steps) {
      if (!isDue(step, known)) continue;
      ran.steps.push(step.id ?? step.uses ?? "");
      if (step.uses !== undefined) {
        ran.used.push({ uses: step.uses, with: allFilled(step.with, known) });
        continue;
      }
      const output = file("output");
      const { code, output: log } = await runCommand(
        "bash",
        ["--noprofile", "--norc", "-e", "-o", "pipefail", file("script.sh", step.run)],
        {
          cwd: join(directory, filled(step["working-directory"] ?? ".", known)),
          env: { ...env, GITHUB_OUTPUT: output, ...allFilled(step.env, known) },
        },
      );
      ran.log += log;
      if (code !== 0) known.isFailed = true;
      if (code !== 0) ran.code = code;
      if (step.id !== undefined) known.steps[step.id] = { outputs: outputsIn(readFileSync(output, "utf8")) };
    }
    return { ...ran, summary: readFileSync(summary, "utf8") };
  } finally {
    rmSync(place, { recursive: true });
  }
}

interface Context {
  readonly github: object;
  readonly inputs: Record<string, string>;
  readonly steps: Record<string, { readonly outputs: Readonly<Record<string, string>> }>;
  isFailed: boolean;
}

/** A step without a word on the status of the run is due only while nothing has failed. */
function isDue({ if: condition = "true" }: Step, context: Context): boolean {
  const expression = condition.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, "$1");
  if (context.isFailed && !/\b(?:always|cancelled|failure)\(\)/.test(expression)) return false;
  return Boolean(valueOf(expression, context));
}

function allFilled(texts: Readonly<Record<string, string>> = {}, context: Context): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text, context)]));
}

function filled(text: string, context: Context): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const value = valueOf(expression, context);
    return typeof value === "string" || typeof value === "boolean" || typeof value === "number" ? String(value) : "";
  });
}

/** Of an expression of GitHub, as far as action.yml has them: contexts, literals, comparisons and three functions. */
function valueOf(expression: string, context: Context): unknown {
  const program = expression.replace(/'((?:[^']|'')*)'|([A-Za-z_][\w.-]*)(\s*\()?/g, (whole, text, name, call) =>
    typeof text === "string"
      ? JSON.stringify(text.replace(/''/g, "'"))
      : call !== undefined || name === "true"
        ? String(whole)
        : `lookup(${JSON.stringify(name)})`,
  );
  return runInNewContext(program, {
    lookup: (path: string) => path.split(".").reduce<unknown>(memberOf, context),
    contains: (list: readonly unknown[], each: unknown) => list.includes(each),
    fromJSON: (text: string) => JSON.parse(text) as unknown,
    cancelled: () => false,
  });
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function outputsIn(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}
