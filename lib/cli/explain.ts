import { Command } from "commander";
import { InputError } from "../files/input-error";
import { renderExplanation } from "../report/explanation";
import { CATALOGUE } from "../rules/catalogue";
import { didYouMean } from "../rules/guard/did-you-mean";
import type { Rule } from "../rules/rule";
import { quote } from "../rules/wording";
import type { CommandLine } from "./command-line";

/** `ramparts explain`: one rule, with all that there is to say about it. */
export function explainCommand(commandLine: CommandLine): Command {
  return new Command("explain")
    .description("explain a rule: why, what to do, an example, and its twins elsewhere")
    .argument("<rule>", "id of the rule, such as: KEY002")
    .action((id: string) => commandLine.out(renderExplanation(ruleOf(id), commandLine.columns)));
}

function ruleOf(id: string): Rule {
  const rule = CATALOGUE.find((each) => each.id === id);
  if (rule) return rule;
  const meant = didYouMean(id, CATALOGUE);
  const hint = meant === undefined ? "" : ` Did you mean ${meant.id}?`;
  throw new InputError(`There is no rule ${quote(id)}.${hint} "ramparts rules" lists them all.`);
}
