import { SENSITIVE_ATTRIBUTES } from "../../registry/sensitive-attributes";

/** Where a block is written by a `dynamic` one, which has its arguments in `content`. */
const DYNAMIC = /(?<![^.])dynamic\.([^.]+)(?:\.\d+)?\.content(?![^.])/g;

/**
 * Whether an attribute of a resource is known to be kept as a secret. What is not listed is taken for one that is not:
 * a list too short costs an acknowledgement, one too long a secret.
 *
 * @param path from the block: `data.password`, `etl_sinks.0.access_key_secret`
 */
export function isMaskedAttribute(type: string, path: string): boolean {
  const written = path.replace(DYNAMIC, "$1");
  const [name = ""] = written.split(".");
  // A write-only argument is never stored, by Terraform's own rule; its name ends like this by convention.
  if (name.endsWith("_wo")) return true;
  const steps = written.split(".").filter((step) => !/^\d+$/.test(step));
  const isWithin = (sensitive: string): boolean => `${steps.join(".")}.`.startsWith(`${sensitive}.`);
  return SENSITIVE_ATTRIBUTES.get(type)?.some(isWithin) ?? false;
}
