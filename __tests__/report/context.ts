import type { ReportContext } from "../../lib/report/report";
import { CATALOGUE } from "../../lib/rules/catalogue";

/** What a renderer is told of a run of `ramparts check`. */
export function contextOf(parts: Partial<ReportContext> = {}): ReportContext {
  return { version: "1.2.3", rules: CATALOGUE, failOn: "error", files: new Map(), ...parts };
}
