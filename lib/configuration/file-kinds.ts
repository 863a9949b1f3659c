import { join } from "node:path";
import type { NotRead } from "./not-read";

/** The configuration as cdktf writes it in HCL, which drops what nobody can find again. */
export const HCL_OUTPUT = "cdk.tf";

/** Whether a configuration file of that name is HCL. */
export function isHcl(name: string): boolean {
  return /\.(?:tf|tofu)$/.test(name);
}

/** Whether a file of that name has values of variables, which Terraform may read by itself or on request. */
export function isVariableFile(name: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(name);
}

/** Whether Terraform or OpenTofu reads a file of that name as a part of the configuration in which it lies. */
export function isConfigurationFile(name: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/.test(name);
}

/** Whether a file of that name is a configuration in JSON. */
export function isTerraformJson(name: string): boolean {
  return isConfigurationFile(name) && name.endsWith(".json");
}

/** Whether a file replaces arguments of what the others declare. */
export function isOverride(path: string): boolean {
  return /(?:^|[/\\_])override\.(?:tf|tofu)(?:\.json)?$/.test(path);
}

/** The files of a directory that are read as one configuration. */
export function configurationFilesIn(names: readonly string[]): string[] {
  return names.filter((name) => isConfigurationFile(name) && name !== HCL_OUTPUT && twinOf(name, names) === null);
}

/** Files with values of variables that Terraform reads by itself, in its order: a later one counts. */
export function variableFilesIn(names: readonly string[]): string[] {
  const first = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name));
  return [...first, ...names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name)).sort()];
}

/** What of a directory is not read; whoever has asked for some files of it only must know of the others too. */
export function notReadIn(directory: string, names: readonly string[], read: readonly string[]): NotRead[] {
  const variableFiles = variableFilesIn(names);
  const why = (name: string): string | null => {
    if (read.includes(name)) return null;
    if (name === HCL_OUTPUT) return "it is the HCL output of cdktf; synthesise without --hcl";
    const twin = twinOf(name, names);
    if (twin !== null) return `OpenTofu reads it in place of ${twin}`;
    const isPart = isConfigurationFile(name) || variableFiles.includes(name);
    if (isPart) return "it is a part of the same configuration but was not given";
    return isVariableFile(name) ? "Terraform reads it only on request; give it with --var-file" : null;
  };
  return names.flatMap((name) => {
    const reason = why(name);
    return reason === null ? [] : [{ what: join(directory, name), why: reason }];
  });
}

/** The file that Terraform reads where OpenTofu reads this one: `main.tf` for `main.tofu`. */
function twinOf(name: string, names: readonly string[]): string | null {
  const twin = name.replace(/\.tofu(?=(?:\.json)?$)/, ".tf");
  return twin !== name && names.includes(twin) ? twin : null;
}
