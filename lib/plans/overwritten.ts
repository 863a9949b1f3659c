import { isObject, member, type JsonObject } from "../json/json";

/** An attribute that an adopted identity has, and that the apply gives another value. */
export interface OverwrittenAttribute {
  /** `display_name`. */
  readonly name: string;
  /** `may be changed`: what it gets is known after the apply only. */
  readonly effect: "removed" | "changed" | "may be changed";
  /** What it has, and what it gets where that is known; null for what is not for everybody, or is no short text. */
  readonly values: { readonly from: string; readonly to: string | null } | null;
}

/**
 * The attributes that an identity has in RAM, in the order of a reader; of several spellings of one the deprecated one
 * comes last. What only tells the provider how to act, such as `force`, an identity does not have.
 *
 * Source: the schema of the provider 1.289.0.
 */
const ATTRIBUTES: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ["alicloud_ram_user", [["name"], ["display_name"], ["comments"], ["mobile"], ["email"]]],
  ["alicloud_ram_group", [["group_name", "name"], ["comments"]]],
  [
    "alicloud_ram_role",
    [
      ["role_name", "name"],
      ["assume_role_policy_document", "document"],
      ["description"],
      ["max_session_duration"],
      ["tags"],
    ],
  ],
  ["alicloud_ram_policy", [["policy_name", "name"], ["policy_document", "document"], ["description"], ["tags"]]],
]);
/** How somebody is reached is for no report, and a document is too long for one. */
const NOT_SHOWN = new Set(["mobile", "email", "assume_role_policy_document", "policy_document", "document", "tags"]);

const NOTHING: readonly OverwrittenAttribute[] = [];

/** What an apply overwrites of an identity that its plan imports; nothing of other resources. */
export function overwrittenBy(type: string, change: JsonObject): readonly OverwrittenAttribute[] {
  const attributes = ATTRIBUTES.get(type);
  if (attributes === undefined || !isObject(change["before"])) return NOTHING;
  return attributes.flatMap((spellings) => {
    const found = spellings.flatMap((name) => overwritten(name, change) ?? []);
    // One spelling is of the configuration, and the provider fills in the other one.
    return found.find(({ effect }) => effect !== "may be changed") ?? found[0] ?? [];
  });
}

function overwritten(name: string, change: JsonObject): OverwrittenAttribute | null {
  const from = valueOf(change["before"], name);
  const to = valueOf(change["after"], name);
  if (from === null) return null;
  const isOpen = (member(change["after_unknown"], name) ?? false) !== false;
  if (!isOpen && JSON.stringify(from) === JSON.stringify(to)) return null;
  const isMasked = [change["before_sensitive"], change["after_sensitive"]].some(
    (mask) => mask === true || (member(mask, name) ?? false) !== false,
  );
  const isShown = !NOT_SHOWN.has(name) && !isMasked && isText(from);
  return {
    name,
    effect: isOpen ? "may be changed" : to === null ? "removed" : "changed",
    values: isShown ? { from: String(from), to: !isOpen && isText(to) ? String(to) : null } : null,
  };
}

/** An empty text, and tags that are none, the service does not keep. */
function valueOf(side: unknown, name: string): unknown {
  const value = member(side, name) ?? null;
  return value === "" || (isObject(value) && Object.keys(value).length === 0) ? null : value;
}

function isText(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
