import { LIMITS } from "../value";

/** A verb in a text of `format`, as "%-5.2[1]f". */
export interface Verb {
  readonly mode: string;
  readonly flags: ReadonlySet<string>;
  readonly width: number;
  /** How exactly; null where nothing was said. */
  readonly precision: number | null;
  /** Which of the arguments, from 0. */
  readonly argument: number;
}

const VERB =
  /%(?:%|(?<flags>[ #0+-]*)(?<width>[1-9]\d*)?(?<precision>\.\d*)?(?:\[(?<argument>[1-9]\d*)\])?(?<mode>[a-zA-Z]))/y;
const MODES = "bdeEfgGoqstvxX";

/**
 * The known texts and the verbs of which a text of `format` is made; null where it is none.
 *
 * Source: https://developer.hashicorp.com/terraform/language/functions/format, measured with Terraform
 */
export function verbsOf(format: string): readonly (string | Verb)[] | null {
  const parts: (string | Verb)[] = [];
  let next = 0;
  for (let at = 0; at < format.length; at = VERB.lastIndex) {
    const percent = format.indexOf("%", at);
    parts.push(format.slice(at, percent === -1 ? format.length : percent));
    if (percent === -1) break;
    VERB.lastIndex = percent;
    const groups = VERB.exec(format)?.groups;
    if (!groups) return null;
    const { flags = "", width = "0", precision, argument, mode } = groups;
    if (mode === undefined) {
      parts.push("%");
      continue;
    }
    if (!MODES.includes(mode)) return null;
    const index = argument === undefined ? next : Number(argument) - 1;
    next = index + 1;
    parts.push({
      mode,
      flags: new Set(flags),
      width: Number(width),
      precision: precision === undefined ? null : Number(precision.slice(1)),
      argument: index,
    });
  }
  return parts;
}

/** Whether a verb asks for more characters than any text has that is looked at. */
export function isTooWide({ width, precision }: Verb): boolean {
  return width > LIMITS.text || (precision ?? 0) > LIMITS.text;
}
