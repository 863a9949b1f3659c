import { join } from "node:path";
import { isTerraformJson } from "../configuration/file-kinds";
import { member, objectsIn, type JsonObject } from "../json/json";
import { namesIn, readJson } from "../configuration/terraform-files";
import type { StackDirectory } from "./stacks";

/** The files of a stack in Terraform JSON. */
export function documentsOf({ directory }: StackDirectory): readonly JsonObject[] {
  return namesIn(directory)
    .filter(isTerraformJson)
    .flatMap((name) => objectsIn(readJson(join(directory, name))));
}

/** The blocks under names, one below the other. */
export function below(blocks: readonly JsonObject[], ...names: readonly string[]): readonly JsonObject[] {
  return names.reduce((outer, name) => outer.flatMap((block) => objectsIn(member(block, name))), blocks);
}
