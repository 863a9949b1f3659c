import { parseArgs } from "node:util";
import { ATTACKS } from "./attacks";
import { Campaign } from "./campaign";

/** `npm run attack -- [--minutes N] [--only NAME]`: tries to break what SECURITY.md promises, and tells each hole. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { minutes: { type: "string", default: "5" }, only: { type: "string" } },
  });
  const attacks = ATTACKS.filter(({ name, promised }) => [undefined, name, promised].includes(values.only));
  const campaign = new Campaign(attacks, (hole) => process.stdout.write(`hole: ${hole}\n`));
  await campaign.run(Date.now() + Number(values.minutes) * 60_000);
  process.stdout.write(`\n${campaign.table()}`);
  for (const attack of attacks) {
    const figure = attack.figure?.() ?? null;
    if (figure !== null) process.stdout.write(`${figure}\n`);
  }
  if (campaign.holes > 0) process.exitCode = 1;
}

void main();
