/** `-----BEGIN RSA PRIVATE KEY-----`, `-----BEGIN PGP PRIVATE KEY BLOCK-----` */
const BEGIN = /-----BEGIN[ A-Z0-9]{0,40}PRIVATE KEY[ A-Z]{0,10}-----/g;
const END = "-----END";
const LAST = "-----";

/** A text without the private keys in it; one whose end is missing goes to the end of the text. */
export function withoutPrivateKeys(text: string, replacement: string): string {
  if (!text.includes("PRIVATE KEY")) return text;
  let result = "";
  let at = 0;
  BEGIN.lastIndex = 0;
  for (let begin = BEGIN.exec(text); begin !== null; begin = BEGIN.exec(text)) {
    result += text.slice(at, begin.index) + replacement;
    const end = text.indexOf(END, BEGIN.lastIndex);
    if (end === -1) return result;
    const last = text.indexOf(LAST, end + END.length);
    at = last === -1 ? text.length : last + LAST.length;
    BEGIN.lastIndex = at;
  }
  return result + text.slice(at);
}
