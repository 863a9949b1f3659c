import { parseArgs } from "node:util";
import { answerText, ask } from "./ask";
import { QUESTIONS } from "./judge/judge";
import { TerraformPlans } from "./terraform/plan";

/** `npm run oracle -- [--seed S] [--count N] [--kind known|unknown|sound]`: whether our values are Terraform's. */
function main(): void {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      count: { type: "string", default: "1000" },
      kind: { type: "string" },
    },
  });
  const plans = new TerraformPlans();
  try {
    for (const question of QUESTIONS) {
      if (values.kind !== undefined && values.kind !== question) continue;
      const answer = ask(plans, question, values.seed, Number(values.count));
      process.stdout.write(answerText(question, answer));
      if (answer.differences.length > 0) process.exitCode = 1;
    }
  } finally {
    plans.remove();
  }
}

main();
