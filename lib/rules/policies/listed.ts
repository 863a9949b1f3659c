import { quote } from "../wording";

/** More than these are not read by anybody. */
const SHOWN = 5;

/** `"oss:*", "ecs:*" and 3 more`. */
export function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, SHOWN).map(quote).join(", ");
  return texts.length > SHOWN ? `${shown} and ${texts.length - SHOWN} more` : shown;
}
