import type { Scope } from "./scope";
import type { Place } from "./resolver";

/** What a plan does not know yet, and its configuration says that it is an attribute of another resource. */
export class LaterReference {
  public constructor(
    /** `alicloud_ram_user.u[0]`, within the module. */
    public readonly address: string,
    /** The address without the key, for a resource that is one instance. */
    public readonly declared: string,
    public readonly attribute: string,
  ) {}

  /** The attribute among the instances of a plan. */
  public placeIn(scope: Scope): Place | null {
    const block = scope.byAddress.get(this.address) ?? scope.byAddress.get(this.declared);
    return block ? { scope, block, attribute: this.attribute, isEach: false } : null;
  }
}
