import type { JsonObject } from "../json/json";

/** One object of Terraform's: an instance of a resource or data source, as a plan or a state has it. */
export interface ResourceObject {
  /** In full, with the modules around it and its key: `module.m[0].alicloud_ram_user.u["etl"]`. */
  readonly address: string;
  /** Address of the instance of the module that it stands in: `module.m[0]`; empty in the root. */
  readonly module: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  /** The key of the instance, where the resource has several. */
  readonly index: string | number | null;
  /** The id of a deposed object, which a replacement has left behind; else null. */
  readonly deposed: string | null;
  readonly values: JsonObject;
  /** The mask of what is known only after the apply, in the shape of the values. */
  readonly unknown: unknown;
  /** The mask of what is sensitive, in the shape of the values. */
  readonly sensitive: unknown;
  /** True where a replacement of it creates first. */
  readonly createsFirst: boolean;
  /** True of one that the plan creates, also in the place of another. */
  readonly isNew: boolean;
  /** True when the plan adopts it by an import. */
  readonly isImported: boolean;
  /** True when a state has it marked to be replaced. */
  readonly isTainted: boolean;
}
