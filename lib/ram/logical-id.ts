import { createHash } from "node:crypto";

/** Letters, digits and hyphens: a part that can stand in an id of several parts, which "_" separates. */
const PLAIN_PART = /^[A-Za-z0-9-]+$/;
/** What Terraform takes as a name and cdktf does not change. */
const TERRAFORM_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** The end of a hashed id: a name that looks like one is hashed itself, so that the two can never meet. */
const HASH_ENDING = /_[0-9a-f]{8}$/;

/**
 * The Terraform name of an element that has a name in the service: `hologres-bi` and key `dashboards` become
 * `hologres-bi_dashboards`.
 *
 * Plans read well, and moving a construct in the tree never replaces what it stands for. Different lists of equally
 * many parts get different ids: a plain id of several parts has one "_" between two parts and no other, a hashed one
 * has one more, and the hash is taken over an unambiguous spelling of the parts.
 */
export function logicalId(parts: readonly string[]): string {
  const plain = parts.join("_");
  const isPlain = parts.length === 1 ? !HASH_ENDING.test(plain) : parts.every((part) => PLAIN_PART.test(part));
  if (isPlain && TERRAFORM_NAME.test(plain)) return plain;

  const readable = parts.map((part) => part.replace(/[^A-Za-z0-9-]/g, "-")).join("_");
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 8);
  return `${/^[A-Za-z]/.test(readable) ? "" : "_"}${readable}_${hash}`;
}
