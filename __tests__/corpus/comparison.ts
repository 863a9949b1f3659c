import type { Finding } from "../../lib/rules/finding";
import { ramparts } from "../cli/program";
import type { Configuration, Statement } from "./configurations";

/** How what is found in a configuration differs from what a perfect checker finds. */
export interface Comparison {
  readonly name: string;
  readonly found: readonly Statement[];
  /** What is said and should not be: definite findings, and "not known" of what the text decides. */
  readonly wrong: readonly Statement[];
  readonly missed: readonly Statement[];
}

/**
 * Runs `ramparts check` on a configuration and compares.
 *
 * @throws Error where the command could not judge it
 */
export async function compare({ name, roots, expected }: Configuration): Promise<Comparison> {
  const { code, out, err } = await ramparts(["check", "--format", "json", ...roots]);
  if (code > 1) throw new Error(`${name} could not be checked: ${err}`);
  const { findings } = JSON.parse(out) as { findings: readonly Finding[] };
  const found = distinct(findings.flatMap(statementsOf));
  return {
    name,
    found,
    wrong: found.filter((one) => !expected.some((other) => isSame(one, other))),
    missed: expected.filter((one) => !found.some((other) => isSame(one, other))),
  };
}

/** Nobody expects anything of what is only an info. */
function statementsOf({ rule, level, verdict, address }: Finding): Statement[] {
  return level === "info" ? [] : [{ kind: verdict === "indeterminate" ? "unknown" : level, rule, address }];
}

function distinct(statements: readonly Statement[]): Statement[] {
  return [...new Map(statements.map((each) => [textOf(each), each])).values()];
}

/** `error KEY001 alicloud_ram_access_key.loader`. */
export function textOf({ kind, rule, address }: Statement): string {
  return `${kind} ${rule} ${address}`;
}

/** An address without keys stands for any of its instances. */
function isSame(one: Statement, other: Statement): boolean {
  const [first, second] = [one, other].map(({ address }) => addressWithoutKeys(address));
  const areBothExact = one.address !== first && other.address !== second;
  return (
    one.kind === other.kind &&
    one.rule === other.rule &&
    (areBothExact ? one.address === other.address : first === second)
  );
}

/** `module.user.alicloud_ram_user.this` of `module.user["a"].alicloud_ram_user.this[0]`. */
export function addressWithoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"[^"]*")\]/g, "");
}
