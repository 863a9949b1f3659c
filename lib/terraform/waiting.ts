import { member, objectsIn, type JsonObject } from "../json/json";
import type { Diagnostic } from "./diagnostics";
import { below, documentsOf } from "./stack-documents";
import type { StackDirectory } from "./stacks";

const REMOTE_STATE = String.raw`data\.terraform_remote_state\.([\p{L}\p{N}_-]+)(?:\[[^[\]]*\])?`;
/** The data source of an error in reading it. */
const READ = new RegExp(`^[ \\t]*with (?:.*\\.)?${REMOTE_STATE},`, "mu");
/** What Terraform says about the value whose attribute is missing. */
const VALUE = new RegExp(`${REMOTE_STATE}\\.outputs (?:is|has) `, "u");
const ATTRIBUTE = /does not have an attribute named\s+"([^"]+)"/;
/** The name that cdktf gives to the remote state of another stack. */
const CDKTF_NAME = "cross-stack-reference-input-";

/**
 * The stacks that have to be applied before one can be planned; none when anything else is wrong as well, or when an
 * apply of another of these stacks would not help.
 *
 * @param errors why it cannot be planned
 */
export function waitsFor(
  stack: StackDirectory,
  stacks: readonly StackDirectory[],
  errors: readonly Diagnostic[],
): string[] {
  const producers = errors.map((error) => {
    const missing = missingOutput(error);
    return missing === null ? null : producerOf(stack, stacks, missing);
  });
  return producers.includes(null) ? [] : [...new Set(producers.filter((name) => name !== null))];
}

interface MissingOutput {
  /** Name of the data source `terraform_remote_state`. */
  readonly remoteState: string;
  /** Null where there is no state at all. */
  readonly output: string | null;
}

/** What an error says is not there yet. */
function missingOutput({ summary, lines }: Diagnostic): MissingOutput | null {
  const text = lines.join("\n");
  if (summary === "Unable to find remote state") {
    const [, remoteState] = READ.exec(text) ?? [];
    return remoteState === undefined ? null : { remoteState, output: null };
  }
  if (summary !== "Unsupported attribute") return null;
  const [, remoteState] = VALUE.exec(text) ?? [];
  const [, output] = ATTRIBUTE.exec(text) ?? [];
  return remoteState === undefined || output === undefined ? null : { remoteState, output };
}

/** The stack that will have the output when it is applied: the one with the backend that is read. */
function producerOf(
  stack: StackDirectory,
  stacks: readonly StackDirectory[],
  { remoteState, output }: MissingOutput,
): string | null {
  const reads = below(documentsOf(stack), "data", "terraform_remote_state", remoteState);
  const producer = stacks
    .filter((other) => other !== stack)
    .find((other) => {
      const documents = documentsOf(other);
      if (output !== null && !below(documents, "output").some((outputs) => Object.hasOwn(outputs, output)))
        return false;
      const isNamed = stack.dependencies.includes(other.name) && remoteState === CDKTF_NAME + other.name;
      return isNamed || reads.some((read) => readsStateOf(documents, read));
    });
  return producer?.name ?? null;
}

/** A remote state reads a backend when it names the same type and all of the backend's settings. */
function readsStateOf(documents: readonly JsonObject[], read: JsonObject): boolean {
  const [config = {}] = objectsIn(member(read, "config"));
  return below(documents, "terraform", "backend").some((backends) =>
    Object.keys(backends).some((type) => {
      const [settings = {}] = objectsIn(backends[type]);
      return (
        member(read, "backend") === type &&
        Object.entries(settings).every(
          ([name, value]) => JSON.stringify(member(config, name)) === JSON.stringify(value),
        )
      );
    }),
  );
}
