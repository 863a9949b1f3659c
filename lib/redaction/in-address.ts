/** How far around a place it is looked for the address that it may be in. */
const FAR = 300;
const KEY = '(?:\\[(?:"[^"\\n]{0,200}"|\\d{1,9})\\])?';
const BLOCK = "(?:(?:data\\.)?[a-z][a-z0-9]{0,30}_\\w{1,80}|var|local|output|provider|module)\\.[\\w-]{1,200}";
/** `module.m["a"].alicloud_ram_access_key.hologres-bi_dashboards[0].user_name`, `output.secret` */
const ADDRESS = new RegExp(
  `(?<![\\w-])(?:module\\.[\\w-]{1,200}${KEY}\\.){0,20}${BLOCK}${KEY}(?:\\.[\\w-]{1,100}){0,3}`,
  "g",
);

/** Whether a part of a text belongs to a Terraform address. */
export function isInAddress(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - FAR);
  for (const match of text.slice(from, end + FAR).matchAll(ADDRESS)) {
    const at = from + match.index;
    if (at > start) return false;
    if (at + match[0].length >= end) return true;
  }
  return false;
}
