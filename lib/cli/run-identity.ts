import type { EvaluateOptions } from "../rules/evaluate";
import type { CommandLine } from "./command-line";

/** Where the provider looks for an AccessKey id in the environment, the first one counting. */
const VARIABLES = ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID"];

/** What the run authenticates with, as far as its environment says it. */
export function runIdentityIn({ environment }: CommandLine): Pick<EvaluateOptions, "runIdentity"> {
  const accessKeyId = VARIABLES.map((name) => environment[name]).find((id) => id !== undefined && id !== "");
  return accessKeyId === undefined ? {} : { runIdentity: { accessKeyId } };
}
