import { Evaluation } from "./configurations";
import type { ModuleEvaluation } from "./module-evaluation";
import { alternativesOf } from "../language/alternatives";
import { unmarked } from "../language/value";
import type { RemoteStates } from "./remote-states";
import type { Scope } from "./scope";
import { isTemplate } from "../language/template-text";

/**
 * What an expression comes to when variables have any of the values that are written in the configuration: also one
 * that has no effect, or that nobody should see, since a secret in it is written all the same.
 */
export class LiteralValues {
  private readonly readings: readonly Evaluation[];
  private readonly modules = new Map<Scope, readonly ModuleEvaluation[]>();

  constructor(remoteStates: RemoteStates) {
    // A default is in the repository also where a file overrides it.
    this.readings = [
      new Evaluation(remoteStates, undefined, { readsVariableFiles: false }),
      new Evaluation(remoteStates),
    ];
  }

  /** The texts that an expression may come to, each once; the text itself where it is no expression. */
  of(scope: Scope, text: string): readonly string[] {
    if (!isTemplate(text)) return [text];
    const values = this.modulesOf(scope).flatMap((module) =>
      alternativesOf(module.evaluate(text, module.namesIn(null, null))),
    );
    const texts = values.map(unmarked).filter((value) => typeof value === "string");
    return [...new Set(texts)];
  }

  private modulesOf(scope: Scope): readonly ModuleEvaluation[] {
    const known = this.modules.get(scope);
    if (known) return known;
    const modules = this.readings.flatMap((reading) => reading.instancesOf(scope));
    this.modules.set(scope, modules);
    return modules;
  }
}
