import type { Instance } from "../configuration/instance";

/** What a plan does not know yet, and its configuration says that it is an attribute of another resource. */
export class LaterReference {
  public constructor(
    /** `alicloud_ram_user.u[0]`, within the module. */
    public readonly address: string,
    public readonly attribute: string,
    /** That resource among the instances of the plan; null where it has none. */
    public readonly instance: () => Instance | null,
  ) {}
}
