import type { Rule } from "../rules/rule";
import { twinsOf } from "./catalogue";
import { usableColumns, wrap } from "./wrap";

/**
 * One rule as a person learns about it: why it is there, what to do, an example before and after, and the same check
 * elsewhere.
 *
 * @param terminal width of the terminal, in characters; 100 where there is none
 */
export function renderExplanation(rule: Rule, terminal?: number): string {
  const columns = usableColumns(terminal);
  const { id, level, fixed, stages, title, why, fix, example } = rule;
  const kind = fixed ? `${level}, fixed: it can be neither accepted nor lowered` : level;
  const twins = twinsOf(rule);
  const paragraphs = [
    `${id}  ${title}\n${kind}; looked for in the ${stages.join(", ")}`,
    section("why", wrap(why, columns, "  ")),
    section("what to do", wrap(fix, columns, "  ")),
    section("before", indented(example.before)),
    section("after", indented(example.after)),
    ...(twins === "" ? [] : [section("the same check elsewhere", wrap(twins, columns, "  "))]),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function section(heading: string, text: string): string {
  return `${heading}\n${text}`;
}

function indented(code: string): string {
  return code.replace(/^(?=.)/gm, "  ");
}
