import type { Site } from "../places/site";
import type { OverwrittenAttribute } from "./overwritten";

/** What an apply does with one object: `replace` stands for a delete and a create, in the order that `order` tells. */
export type Action = "no-op" | "create" | "read" | "update" | "delete" | "replace" | "forget" | "unknown";

/** One element of a plan's changes, of whatever type. */
export interface ResourceChange {
  readonly site: Site;
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly action: Action;
  /** Of a replacement, what becomes of the old object in which order; else null. */
  readonly order: "delete-first" | "create-first" | "forget" | null;
  /** The actions as the plan spells them: a newer Terraform may have some that are not known here. */
  readonly actions: readonly string[];
  /** Where the object was before a `moved` block or a renamed module; null where it stays. */
  readonly previousAddress: string | null;
  /** The id of the deposed object that it is about; null for the current one. */
  readonly deposed: string | null;
  /** Why, as Terraform says it: `replace_because_tainted`; null where it says nothing. */
  readonly reason: string | null;
  /**
   * Whether Terraform has asked the service for the object, in a plan with a refresh: not for one that it forgets, nor
   * for one that a plan destroys after its block was removed from the configuration; measured with Terraform 1.11.
   */
  readonly isAsked: boolean;
  /** The arguments that make a replacement necessary: `pgp_key`. */
  readonly replacePaths: readonly string[];
  /** True when an update gives an identity another name, or may. */
  readonly isRename: boolean;
  /** True when the object is adopted by an import. */
  readonly isImport: boolean;
  /** What the apply overwrites of an identity that is adopted so; absent for all other changes. */
  readonly overwrites?: readonly OverwrittenAttribute[];
}

/** What a plan says about itself. */
export interface PlannedStack {
  readonly name: string;
  /** The version of the Terraform that made it; null where it does not say. */
  readonly terraformVersion: string | null;
  /** When it was made, RFC 3339; null where it does not say. */
  readonly time: string | null;
  /**
   * Whether Terraform has asked the service for what is in the state; null where nothing tells, as in a document that
   * somebody else has made: a plan with `-refresh=false` looks like any other.
   */
  readonly isRefreshed: true | null;
  /** Whether planning ended in an error; null where it does not say. */
  readonly hasErrored: boolean | null;
  /** Whether it covers everything that the configuration asks for; null where it does not say. */
  readonly isComplete: boolean | null;
  /** Changes that are put off to a later plan. */
  readonly deferred: readonly { readonly site: Site; readonly type: string; readonly reason: string }[];
  /** Whether secrets stand in it in clear. */
  readonly holdsClearSecrets: boolean;
  /** What of it is not known to this version: actions and reasons, each once. */
  readonly notUnderstood: readonly string[];
}
