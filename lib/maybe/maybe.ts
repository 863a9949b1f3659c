/** A value that the stage cannot tell: which attribute, and what it depends on. */
export interface Unknown {
  readonly unknown: true;
  /** `alicloud_ram_access_key.etl.user_name`. */
  readonly attribute: string;
  /** `it is the variable "owner"`: the end of "… is not known, because". */
  readonly because: string;
  /** For a number: what it is at least, whatever it turns out to be. Absent where that is nothing. */
  readonly atLeast?: number;
  /** For a number: what it cannot exceed. Absent where there is no such limit. */
  readonly atMost?: number;
  /** Set where it is certain that there is a value, and only which one is not known. */
  readonly isSet?: true;
  /** For a text whose form is known: texts that stand for all that it may be. Never shown. */
  readonly samples?: readonly string[];
  /** For a text that is one of several: all of them. */
  readonly oneOf?: readonly string[];
}

/** A value as far as the stage can tell it. `null` means: certainly not set. */
export type Maybe<T> = T | Unknown;

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && "unknown" in value && value.unknown === true;
}
