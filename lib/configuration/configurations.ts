import { dirname, relative } from "node:path";
import type { Block } from "../inventory/blocks";
import { isUnknownProducer, type RemoteStates } from "../inventory/remote-states";
import { variableValues, type ConfigurationStack, type Scope } from "../inventory/scope";
import { FUNCTIONS } from "../language/functions/catalogue";
import { object, Unknown, type Value } from "../language/value";
import { evaluateScopes, type Evaluated } from "./evaluated-scopes";
import type { Slot } from "./expansion";
import { LazyObject } from "./lazy-object";
import { ModuleInstance } from "./module-instance";
import type { Surroundings } from "./surroundings";
import { WrittenValues } from "./written-values";

/** Evaluates configurations that belong together: each may read the outputs of the others. */
export function evaluateConfigurations(scopes: readonly Scope[], remoteStates: RemoteStates): Evaluated {
  const roots = scopes.filter(({ call }) => call === null);
  const surroundings = new Around(remoteStates);
  const modules = roots.map((root) => surroundings.rootOf(root));
  return evaluateScopes(modules);
}

class Around implements Surroundings {
  readonly written = new WrittenValues();
  private readonly roots = new Map<Scope, ModuleInstance>();
  private readonly places = new Map<Scope, ReturnType<Surroundings["of"]>>();
  private readonly given = new Map<ConfigurationStack, ReadonlyMap<string, unknown>>();

  constructor(private readonly remoteStates: RemoteStates) {}

  rootOf(scope: Scope): ModuleInstance {
    const known = this.roots.get(scope);
    if (known) return known;
    const root = new ModuleInstance(scope, null, this);
    this.roots.set(scope, root);
    return root;
  }

  of(scope: Scope): ReturnType<Surroundings["of"]> {
    const known = this.places.get(scope);
    if (known) return known;
    const place = { functions: FUNCTIONS, paths: pathsOf(scope) };
    this.places.set(scope, place);
    return place;
  }

  variableValues(stack: ConfigurationStack): ReadonlyMap<string, unknown> {
    const known = this.given.get(stack);
    if (known) return known;
    const values = new Map(variableValues(stack));
    this.given.set(stack, values);
    return values;
  }

  attribute(module: ModuleInstance, block: Block, slot: Slot, name: string): (() => Value) | null {
    const [type] = block.labels;
    if (type === "terraform_data" && name === "output") return () => module.readSibling(block, slot, "input");
    if (block.kind !== "data" || type !== "terraform_remote_state" || name !== "outputs") return null;
    return () => this.outputsRead(module, block);
  }

  private outputsRead({ scope }: ModuleInstance, block: Block): Value {
    const producer = this.remoteStates.producerOf(scope, block);
    if (isUnknownProducer(producer)) return new Unknown(producer.because);
    const root = this.rootOf(producer);
    const names = (): string[] => producer.blocks.all.flatMap(({ kind, labels }) => (kind === "output" ? labels : []));
    const read = (name: string): Value =>
      root.readOutput(name) ?? new Unknown(`the stack ${producer.stack.name} has no output "${name}"`);
    return new LazyObject(read, names).value;
  }
}

/** Where a module lies, seen from the root; where Terraform is started is nobody's business here. */
function pathsOf({ files, stack, call }: Scope): Value {
  const [first] = files;
  const root = stack.files[0] === undefined ? null : dirname(stack.files[0].name);
  const isRoot = call === null || first === undefined || root === null;
  const own = isRoot ? "." : relative(root, dirname(first.name)) || ".";
  return object([
    ["module", own],
    ["root", "."],
    ["cwd", new Unknown("it is known only to Terraform")],
  ]);
}
