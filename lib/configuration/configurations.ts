import { dirname, relative } from "node:path";
import type { Block } from "./blocks";
import { isUnknownProducer, type RemoteStates } from "./remote-states";
import { variableValues, type ConfigurationStack, type Scope } from "./scope";
import { madeOf } from "../language/alternatives";
import { FUNCTIONS } from "../language/functions/catalogue";
import { CheckedFiles } from "../language/functions/checked-files";
import type { Functions } from "../language/functions/definition";
import { fileFunctions } from "../language/functions/files";
import { marksWithin } from "../language/marks-within";
import { object, Unknown, type Value } from "../language/value";
import { Circles } from "./circles";
import { evaluateModules, type Evaluated } from "./evaluated-modules";
import type { Slot } from "./expansion";
import { LazyObject } from "./lazy-object";
import { ModuleEvaluation } from "./module-evaluation";
import { POLICY_DOCUMENT, policyDocument } from "./policy-document";
import type { Made, Surroundings } from "./surroundings";
import { Outputs } from "./outputs";
import { WrittenValues } from "./written-values";

/** So many parts of expressions are evaluated for all that is read together: about half a minute of them. */
const MOST_STEPS = 30_000_000;

/** Evaluates configurations that belong together: each may read the outputs of the others. */
export function evaluateConfigurations(
  scopes: readonly Scope[],
  remoteStates: RemoteStates,
  circles = new Circles(),
): Evaluated {
  const evaluation = new Evaluation(remoteStates, circles);
  const roots = scopes.filter(({ call }) => call === null);
  return evaluateModules(roots.flatMap((root) => evaluation.instancesOf(root)));
}

/** The values of configurations, made as they are asked for. */
export class Evaluation implements Surroundings {
  public readonly written = new WrittenValues();
  public readonly budget = { stepsLeft: MOST_STEPS };
  private readonly roots = new Map<Scope, ModuleEvaluation>();
  private readonly places = new Map<Scope, ReturnType<Surroundings["of"]>>();
  private outputs: ReadonlyMap<string, readonly ModuleEvaluation[]> | null = null;
  private readonly functions = new Map<ConfigurationStack, Functions>();
  private readonly given = new Map<ConfigurationStack, ReadonlyMap<string, unknown>>();

  public constructor(
    private readonly remoteStates: RemoteStates,
    public readonly circles = new Circles(),
    /** Whether variables have the values that the files beside the configuration give them. */
    private readonly options: { readonly readsVariableFiles: boolean } = { readsVariableFiles: true },
  ) {}

  /** The instances of a module as it is declared; the root of a configuration is one. */
  public instancesOf(scope: Scope): readonly ModuleEvaluation[] {
    if (scope.call === null) return [this.rootOf(scope)];
    const { scope: caller, block } = scope.call;
    return this.instancesOf(caller).flatMap((module) => module.called(block.labels[0] ?? ""));
  }

  private rootOf(scope: Scope): ModuleEvaluation {
    const known = this.roots.get(scope);
    if (known) return known;
    const root = new ModuleEvaluation(scope, null, this);
    this.roots.set(scope, root);
    return root;
  }

  public of(scope: Scope): ReturnType<Surroundings["of"]> {
    const known = this.places.get(scope);
    if (known) return known;
    const place = { functions: this.functionsOf(scope.stack), paths: pathsOf(scope) };
    this.places.set(scope, place);
    return place;
  }

  /** All paths start where Terraform runs; of what is not read from a directory, no file is looked at. */
  private functionsOf(stack: ConfigurationStack): Functions {
    const known = this.functions.get(stack);
    if (known) return known;
    const { directory } = stack;
    const files = directory === undefined ? {} : fileFunctions(new CheckedFiles(directory, directory));
    const functions = { ...FUNCTIONS, ...files };
    this.functions.set(stack, functions);
    return functions;
  }

  public variableValues(stack: ConfigurationStack): ReadonlyMap<string, unknown> {
    const known = this.given.get(stack);
    if (known) return known;
    const values = new Map(this.options.readsVariableFiles ? variableValues(stack) : []);
    this.given.set(stack, values);
    return values;
  }

  public attribute(module: ModuleEvaluation, block: Block, slot: Slot, name: string): Made | null {
    const [type] = block.labels;
    if (type === "terraform_data" && name === "output")
      return { first: [], make: () => module.attributes.readSibling(block, slot, "input") };
    if (block.kind !== "data") return null;
    if (type === "terraform_remote_state" && name === "outputs")
      return { first: [], make: () => this.outputsRead(module, block) };
    if (type !== POLICY_DOCUMENT || name !== "document") return null;
    const body = module.bodyStep(block, slot);
    const make = (): Value => {
      const evaluated = body.read();
      return evaluated instanceof Unknown ? evaluated : policyDocument(evaluated, block.body, "of a data source");
    };
    return { first: [body], make };
  }

  private outputsRead({ scope }: ModuleEvaluation, block: Block): Value {
    const producer = this.remoteStates.producerOf(scope, block);
    if (isUnknownProducer(producer))
      return producer.isAmongRead ? this.anyOutputs(producer.because) : new Unknown(producer.because);
    const root = this.rootOf(producer);
    const read = (name: string): Value =>
      root.outputs.read(name) ?? new Unknown(`the stack ${producer.stack.name} has no output "${name}"`);
    return new LazyObject(read, () => root.outputs.readNames()).value;
  }

  /** The outputs of a state that may be that of any root: each may have in it what is secret in one of that name. */
  private anyOutputs(because: string): Value {
    const byName = this.outputsByName();
    const read = (name: string): Value => {
      const values = Outputs.readOf(
        (byName.get(name) ?? []).map(({ outputs }) => outputs),
        name,
      );
      return madeOf(values.filter(isSensitive), because);
    };
    return new LazyObject(read, () => [...byName.keys()]).value;
  }

  private outputsByName(): ReadonlyMap<string, readonly ModuleEvaluation[]> {
    if (this.outputs !== null) return this.outputs;
    const outputs = new Map<string, ModuleEvaluation[]>();
    for (const root of this.remoteStates.scopes.map((scope) => this.rootOf(scope))) {
      for (const { kind, labels } of root.scope.blocks.all) {
        if (kind !== "output" || labels[0] === undefined) continue;
        outputs.set(labels[0], [...(outputs.get(labels[0]) ?? []), root]);
      }
    }
    this.outputs = outputs;
    return outputs;
  }
}

function isSensitive(value: Value): boolean {
  return marksWithin(value).some(({ origin }) => origin.isSensitive);
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
