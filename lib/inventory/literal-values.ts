import type { RemoteStates } from "./remote-states";
import { asText, Resolver } from "./resolver";
import { defaultsOf, variableValues, type Given, type Scope } from "./scope";
import { isTemplate } from "../language/template-text";

/**
 * What an expression comes to when variables have any of the values that are written in the configuration: also one
 * that has no effect, or that nobody should see, since a secret in it is written all the same.
 */
export class LiteralValues {
  private readings: readonly { readonly resolver: Resolver; readonly scopes: readonly Scope[] }[] | null = null;

  constructor(
    private readonly scopes: readonly Scope[],
    private readonly remoteStates: RemoteStates,
  ) {}

  /** The texts that an expression may come to, each once; the text itself where it is no expression. */
  of(scope: Scope, text: string): readonly string[] {
    if (!isTemplate(text)) return [text];
    // A default is in the repository also where a file overrides it.
    this.readings ??= [this.reading(false), this.reading(true)];
    const texts = this.readings.map(({ resolver, scopes }) => {
      const value = asText(resolver.resolve(scopes[scope.index] ?? scope, text), "");
      return typeof value === "string" ? value : null;
    });
    return [...new Set(texts.filter((value) => value !== null))];
  }

  private reading(withFiles: boolean): { resolver: Resolver; scopes: readonly Scope[] } {
    const scopes: Scope[] = [];
    const modules = new Map<Scope, Map<string, Scope>>();
    for (const original of this.scopes) {
      const caller = original.call && scopes[original.call.scope.index];
      const variables = new Map<string, Given>();
      const own = new Map<string, Scope>();
      const scope: Scope = { ...original, variables, modules: own };
      modules.set(scope, own);
      scopes.push(scope);
      if (caller) modules.get(caller)?.set(original.call?.block.labels[0] ?? "", scope);
      for (const [name, value] of defaultsOf(original)) if (value !== undefined) variables.set(name, { scope, value });
      const given = withFiles && original.call === null ? variableValues(original.stack) : [];
      for (const [name, value] of given) variables.set(name, { scope, value });
      for (const [name, { scope: from, value }] of original.call === null ? [] : original.variables) {
        variables.set(name, { scope: from === original ? scope : (caller ?? from), value });
      }
    }
    return { resolver: new Resolver(this.remoteStates), scopes };
  }
}
