import type { IResolvable, IResolveContext } from "cdktf";

const NO_STACK: string[] = [];

/**
 * A rendered value without references in it.
 *
 * cdktf walks everything that an element renders once to prepare cross-stack references and once to resolve it, and
 * then the whole stack again. The first two walks take this value as it is; with the metadata of every resource, they
 * would be a fifth of the time of a synthesis.
 */
export class Verbatim implements IResolvable {
  public readonly creationStack = NO_STACK;

  public constructor(private readonly value: unknown) {}

  public resolve(context: IResolveContext): undefined {
    context.registerPostProcessor({ postProcess: () => this.value });
  }

  public toString(): string {
    return JSON.stringify(this.value);
  }

  public toJSON(): unknown {
    return this.value;
  }
}
