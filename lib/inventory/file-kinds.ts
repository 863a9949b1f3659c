import { join } from "node:path";
import type { NotRead } from "./not-read";

/** Whether Terraform reads a file of that name as a part of the configuration in which it lies, and this does too. */
export function isTerraformJson(name: string): boolean {
  return name.endsWith(".tf.json");
}

/** Whether Terraform reads a file of that name as a part of the configuration in which it lies, but this does not. */
export function isHcl(name: string): boolean {
  return /\.(?:tf|tofu|tofu\.json)$/.test(name);
}

/** Files with values of variables that Terraform reads by itself, in its order: a later one counts. */
export function variableFilesIn(names: readonly string[]): string[] {
  const first = names.filter((name) => name === "terraform.tfvars.json");
  return [...first, ...names.filter((name) => name.endsWith(".auto.tfvars.json")).sort()];
}

/** What of a directory is not read; whoever has asked for some files of it only must know of the others too. */
export function notReadIn(directory: string, names: readonly string[], read: readonly string[]): NotRead[] {
  const why = (name: string): string | null => {
    if (read.includes(name)) return null;
    if (isHcl(name)) return "only Terraform JSON is read";
    if (isTerraformJson(name)) return "it is a part of the same configuration but was not given";
    if (name.endsWith(".tfvars")) return "values of variables are read from JSON only";
    return name.endsWith(".tfvars.json") ? "Terraform reads it only on request" : null;
  };
  return names.flatMap((name) => {
    const reason = why(name);
    return reason === null ? [] : [{ what: join(directory, name), why: reason }];
  });
}
