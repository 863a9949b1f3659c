import { dirname, basename, resolve } from "node:path";
import { InputError } from "../files/input-error";
import { largest } from "../text/lists";
import type { ConfigurationStack } from "../configuration/load";
import { changeElements, heldObjects } from "../plans/plan-objects";
import { stateFileObjects } from "../plans/state-file-objects";
import { withoutKeys } from "../places/instance-keys";
import { createScopes } from "../configuration/scope";
import { member } from "../json/json";
import { quote } from "../text/wording";
import type { Door } from "./door";
import type { EvidenceOptions } from "./evidence-options";
import { STANDARD_INPUT, type NamedDocument } from "./given";
import { loadStacks } from "./variable-files";

/** The stacks of a synthesised configuration, and which documents are of which of them. */
export class Configurations {
  private readonly addresses = new Map<ConfigurationStack, ReadonlySet<string>>();

  public constructor(public readonly stacks: readonly ConfigurationStack[]) {}

  /**
   * Those of `--config`.
   *
   * @throws InputError for what is no configuration, and for values without one
   */
  public static given(options: EvidenceOptions, door: Door): Configurations | null {
    const { config, varFile } = options;
    if (config !== undefined) return new Configurations(loadStacks([config], options, door));
    if (varFile === undefined) return null;
    throw new InputError("--var-file is for the variables of a configuration. Give that with --config.");
  }

  /** That of the directory in which Terraform has run. */
  public in(directory: string): ConfigurationStack | undefined {
    return this.stacks.find((stack) => stack.directory !== undefined && resolve(stack.directory) === directory);
  }

  /**
   * The stack that each document is of: the only one; else the one that the file is named after, or lies beside; else
   * the one that declares more of what is in it than any other. Undefined where none of that tells.
   *
   * @throws InputError where two documents are of one stack
   */
  public of(documents: readonly NamedDocument[]): (ConfigurationStack | undefined)[] {
    const found = documents.map((document) => this.stackOf(document, documents.length));
    found.forEach((stack, index) => {
      const first = found.indexOf(stack);
      if (stack === undefined || first === index) return;
      const names = [documents[first], documents[index]].map((each) => quote(each?.file ?? "")).join(" and ");
      throw new InputError(
        `${names} are both of the stack ${quote(stack.name)}, as far as their names and contents tell. ` +
          "Give one of them, or name each file after its stack.",
      );
    });
    return found;
  }

  private stackOf({ file, document }: NamedDocument, count: number): ConfigurationStack | undefined {
    if (this.stacks.length === 1 && count === 1) return this.stacks[0];
    const isFile = file !== STANDARD_INPUT;
    const name = basename(file);
    // The local backend of cdktf names its files terraform.STACK.tfstate.
    const isNamed = (stack: ConfigurationStack): boolean =>
      name.replace(/^terraform\./, "").startsWith(`${stack.name}.`);
    const named = isFile ? this.stacks.filter(isNamed) : [];
    const [longest] = named.sort((one, other) => other.name.length - one.name.length);
    const beside = isFile ? this.in(dirname(resolve(file))) : undefined;
    return longest ?? beside ?? this.declaring(addressesIn(document));
  }

  private declaring(addresses: readonly string[]): ConfigurationStack | undefined {
    const counts = this.stacks.map((stack) => {
      const declared = this.addressesOf(stack);
      return { stack, count: addresses.filter((address) => declared.has(address)).length };
    });
    const most = Math.max(1, largest(counts.map(({ count }) => count)));
    const [best, second] = counts.filter(({ count }) => count === most);
    return second === undefined ? best?.stack : undefined;
  }

  private addressesOf(stack: ConfigurationStack): ReadonlySet<string> {
    const known = this.addresses.get(stack);
    if (known) return known;
    const declared = new Set(
      createScopes([stack]).flatMap(({ resources, data }) => [...resources, ...data].map(({ site }) => site.address)),
    );
    this.addresses.set(stack, declared);
    return declared;
  }
}

/** The addresses of what is in a document, as a configuration has them. */
function addressesIn({ kind, content }: NamedDocument["document"]): string[] {
  const found =
    kind === "plan"
      ? changeElements(member(content, "resource_changes"))
      : kind === "state"
        ? heldObjects(member(content, "values"))
        : stateFileObjects(content);
  return [...new Set(found.map(({ address }) => withoutKeys(address)))];
}
