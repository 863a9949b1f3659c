/** How a resource type declares something with a name that RAM has rules for. */
export interface IdentityType {
  readonly kind: "user" | "group" | "role" | "policy";
  /** Attributes that hold the name; a deprecated one comes last. */
  readonly names: readonly [string, ...string[]];
  readonly displayName: string | null;
  readonly comments: string;
}

/** The resource types of RAM users, user groups, roles and policies. */
export const IDENTITY_TYPES: ReadonlyMap<string, IdentityType> = new Map<string, IdentityType>([
  ["alicloud_ram_user", { kind: "user", names: ["name"], displayName: "display_name", comments: "comments" }],
  ["alicloud_ram_group", { kind: "group", names: ["group_name", "name"], displayName: null, comments: "comments" }],
  ["alicloud_ram_role", { kind: "role", names: ["role_name", "name"], displayName: null, comments: "description" }],
  [
    "alicloud_ram_policy",
    { kind: "policy", names: ["policy_name", "name"], displayName: null, comments: "description" },
  ],
]);

/** The attributes that hold the name of an identity; none for what is no identity. */
export function nameAttributesOf(type: string): readonly string[] {
  return IDENTITY_TYPES.get(type)?.names ?? [];
}
