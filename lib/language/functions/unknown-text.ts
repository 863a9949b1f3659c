import { STRING } from "../type";
import { Unknown } from "../value";

/** A text of which nothing is known. `because` ends "… is not known, because". */
export function unknownText(because: string): Unknown {
  return new Unknown(because, { type: STRING, isSet: true });
}
