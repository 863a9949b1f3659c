import { largest } from "../text/lists";
import type { Rule } from "../rules/rule";
import { padTo, widthOf } from "./wrap";

/** Turns the catalogue into the text of one format, with a line end at its end. */
export type CatalogueRenderer = (rules: readonly Rule[], version: string) => string;

/** The rules as a person looks for one: a line each. */
const renderHuman: CatalogueRenderer = (rules) => {
  const rows = rules.map((rule) => [rule.id, levelOf(rule), stagesOf(rule), rule.title, twinsOf(rule)]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, largest(rows.map((row) => widthOf(row[column] ?? "")))));
  const lines = rows.map((row) => row.map((cell, column) => padTo(cell, widths[column] ?? 0)).join("  "));
  const legend = "C configuration, P plan, S state; ramparts explain KEY002 tells more of one";
  return `${[...lines.map((line) => line.trimEnd()), "", legend].join("\n")}\n`;
};

/** The rules for another program: one JSON object. */
const renderJson: CatalogueRenderer = (rules, version) => {
  const listed = rules.map(({ id, level, fixed, stages, title, why, fix, twins, example }) => ({
    id,
    level,
    fixed: fixed ?? false,
    stages,
    title,
    why,
    fix,
    twins: twins ?? {},
    example: example ?? null,
  }));
  return `${JSON.stringify({ tool: "ramparts", version, rules: listed }, undefined, 2)}\n`;
};

/** The page of the documentation; Prettier brings its table into columns. */
const renderMarkdown: CatalogueRenderer = (rules) => {
  const rows = rules.map((rule) => {
    const cells = [rule.id, levelOf(rule), stagesOf(rule), rule.title, rule.fix, twinsOf(rule)];
    return `| ${cells.map(markdownCell).join(" | ")} |\n`;
  });
  return `# Rules

What \`cdktf synth\` and \`ramparts check\` look for. _Fixed_ rules can be neither accepted nor lowered: the service
would refuse the call, or a secret would be lost. A value that is not known yields an _indeterminate_ finding that names
the attribute: a warning where the rule is an error, else an info. A rule looks at configurations (C), plans (P) and
states (S). \`ramparts explain KEY002\` tells why a rule is there, with an example before and after.

<!-- Made by "npm run docs:rules" from the rules themselves; edit those. -->

| id | level | at | finding | fix | elsewhere |
| --- | --- | --- | --- | --- | --- |
${rows.join("")}`;
};

export const CATALOGUE_FORMATS = {
  human: renderHuman,
  json: renderJson,
  markdown: renderMarkdown,
} as const satisfies Readonly<Record<string, CatalogueRenderer>>;

export type CatalogueFormat = keyof typeof CATALOGUE_FORMATS;

function levelOf({ level, fixed, offByDefault }: Rule): string {
  if (offByDefault) return `off (${level})`;
  return fixed ? `${level}, fixed` : level;
}

function stagesOf({ stages }: Rule): string {
  return stages.map((stage) => stage.slice(0, 1).toUpperCase()).join(" ");
}

/** The same check elsewhere: `Cloud Config root-ak-check`. */
export function twinsOf({ twins = {} }: Rule): string {
  return Object.entries(twins)
    .map(([where, name]) => `${where} ${name}`)
    .join(", ");
}

function markdownCell(text: string): string {
  return text.replace(/[\\|*<[\]`]/g, "\\$&");
}
