import { InvalidArgumentError } from "commander";

/** The format that only `ramparts audit` has. */
export const TABLE = "table";

/** @throws InvalidArgumentError for what is not allowed, with where it would be */
export function oneOf<T extends string>(value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found !== undefined) return found;
  const elsewhere =
    value === TABLE ? 'The table has a line for each AccessKey that exists, and is a format of "ramparts audit". ' : "";
  throw new InvalidArgumentError(`${elsewhere}Allowed choices are ${allowed.join(", ")}.`);
}
