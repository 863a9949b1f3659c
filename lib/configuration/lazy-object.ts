import { Mapping, type Members, type Value } from "../language/value";

/** An object whose members are made when they are asked for. */
export class LazyObject implements Members {
  public readonly size = 0;
  public readonly value: Mapping;

  /**
   * @param make makes the member of a name; every name is taken for one
   * @param names the members that there are for whoever goes through all of them
   */
  public constructor(
    private readonly make: (name: string) => Value,
    private readonly names: () => readonly string[] = () => [],
  ) {
    this.value = new Mapping("object", this);
  }

  public get(name: string): Value {
    return this.make(name);
  }

  public has(): boolean {
    return true;
  }

  public keys(): Iterable<string> {
    return new Set(this.names());
  }
}
