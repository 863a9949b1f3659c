import type { Place } from "./place-key";

/** Something for each place: for the many that a large plan has, since no text has to be put together for one. */
export class PlaceMap<Value> {
  private readonly stacks = new Map<string, Map<string, Value>>();

  get isEmpty(): boolean {
    return this.stacks.size === 0;
  }

  get({ stack, address }: Place): Value | undefined {
    return this.stacks.get(stack)?.get(address);
  }

  set({ stack, address }: Place, value: Value): void {
    const addresses = this.stacks.get(stack);
    if (addresses) addresses.set(address, value);
    else this.stacks.set(stack, new Map([[address, value]]));
  }

  /** What there is for a place, made where there is nothing yet. */
  at(place: Place, make: () => Value): Value {
    let value = this.get(place);
    if (value === undefined) {
      value = make();
      this.set(place, value);
    }
    return value;
  }

  values(): Value[] {
    return [...this.stacks.values()].flatMap((addresses) => [...addresses.values()]);
  }
}
