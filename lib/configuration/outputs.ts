import { member } from "../json/json";
import { Unknown, withMarks, type Value } from "../language/value";
import { isLiterallyTrue } from "./literal-truth";
import type { ModuleEvaluation } from "./module-evaluation";
import { DECLARED_SENSITIVE } from "./origins";
import { inCircle, Step } from "./schedule";

/** The outputs of a module, made as they are asked for. */
export class Outputs {
  private readonly steps = new Map<string, Step<Value>>();
  private readonly inState = new Map<string, Step<Value>>();

  public constructor(private readonly module: ModuleEvaluation) {}

  /** An output as the caller of the module reads it. */
  public step(name: string): Step<Value> {
    const step = this.steps.get(name) ?? this.make(name);
    this.steps.set(name, step);
    return step;
  }

  private make(name: string): Step<Value> {
    const { module } = this;
    const block = module.scope.byAddress.get(`output.${name}`);
    if (block === undefined) return Step.of<Value>(new Unknown(`there is no output "${name}"`));
    const place = module.placeOf(`output.${name}`);
    const made = module.writtenStep(member(block.body, "value"), module.namesIn(null, null), place);
    return isLiterallyTrue(member(block.body, "sensitive")) ? markedStep(made) : made;
  }

  /** Within a step: an output of a root, for whoever reads it from its state; null where there is none. */
  public read(name: string): Value | null {
    return this.module.scope.byAddress.has(`output.${name}`) ? this.stateStep(name).read() : null;
  }

  /** Within a step: the names of all outputs, whose values are made at once. */
  public readNames(): readonly string[] {
    const { all } = this.module.scope.blocks;
    const names = all.flatMap(({ kind, labels }) => (kind === "output" ? labels.slice(0, 1) : []));
    Step.readAll(names.map((name) => this.stateStep(name)));
    return names;
  }

  /** Within a step: an output of several roots, as far as they have it. */
  public static readOf(roots: readonly Outputs[], name: string): readonly Value[] {
    const steps = roots.map((outputs) => outputs.stateStep(name));
    Step.readAll(steps);
    return steps.map((step) => step.read());
  }

  /** An output as others read it, so that what leads back to itself may have its value from an apply of before. */
  private stateStep(name: string): Step<Value> {
    const known = this.inState.get(name);
    if (known) return known;
    const output = this.step(name);
    const { scope, note } = this.module;
    const place = { name: () => `the state of ${scope.stack.name}`, isThroughState: true, note } as const;
    const step = new Step<Value>(
      () => [output],
      () => output.read(),
      inCircle,
      place,
    );
    this.inState.set(name, step);
    return step;
  }
}

function markedStep(step: Step<Value>): Step<Value> {
  return new Step<Value>(
    () => [step],
    () => withMarks(step.read(), [DECLARED_SENSITIVE]),
    inCircle,
  );
}
