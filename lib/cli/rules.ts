import { Command, Option } from "commander";
import { CATALOGUE_FORMATS, type CatalogueFormat } from "../report/catalogue";
import { CATALOGUE } from "../rules/catalogue";
import type { CommandLine } from "./command-line";
import { version } from "./version";

/** `ramparts rules`: the catalogue. */
export function rulesCommand(commandLine: CommandLine): Command {
  return new Command("rules")
    .description("list the rules")
    .addOption(
      new Option("--format <format>", "how to show them").choices(Object.keys(CATALOGUE_FORMATS)).default("human"),
    )
    .action(({ format }: { readonly format: CatalogueFormat }) => {
      commandLine.out(CATALOGUE_FORMATS[format](CATALOGUE, version()));
    });
}
