import { isCertainlySet } from "../alternatives";
import { isWhollyKnown } from "../equality";
import { hasWithin } from "../type";
import { typeOf } from "../type-of";
import type { Value } from "../value";
import type { Definition } from "./definition";

/** Functions that take every value of the types that they declare; with any other one, a value may be refused. */
const TAKING_ALL: ReadonlySet<string> = new Set([
  ...["abs", "ceil", "floor", "signum", "lower", "upper", "title", "strrev", "chomp", "trim", "trimprefix"],
  ...["trimspace", "trimsuffix", "startswith", "endswith", "strcontains", "md5", "sha1", "sha256", "sha512"],
  ...["base64encode", "base64sha256", "base64sha512", "urlencode", "jsonencode", "yamlencode", "tostring", "tolist"],
  ...["toset", "tomap", "tonumber", "tobool", "length", "keys", "values", "merge", "concat", "compact", "distinct"],
  ...["flatten", "reverse", "contains", "setunion", "setintersection", "setsubtract", "split"],
]);

/** Whether Terraform may refuse a call once what is open in its arguments is known. */
export function mayRefuse(name: string, definition: Definition | undefined, values: readonly Value[]): boolean {
  if (values.every(isWhollyKnown)) return false;
  if (definition === undefined || !TAKING_ALL.has(name)) return true;
  return values.some((value, index) => {
    const { type, takesNull } = definition.parameters[index] ?? definition.rest ?? {};
    const own = typeOf(value);
    const isOfType = type?.kind === "any" || type?.kind === own.kind || isStructureOf(type?.kind, own.kind);
    return !isOfType || hasWithin(own, "open") || !(takesNull || isCertainlySet(value));
  });
}

/** Lists and sets are made of each other and of tuples. */
function isStructureOf(wanted: string | undefined, kind: string): boolean {
  if (wanted === "list" || wanted === "set") return kind === "list" || kind === "set" || kind === "tuple";
  return wanted === "map" && kind === "object";
}
