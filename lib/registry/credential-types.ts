/** The resource type of AccessKeys, as every binding renders it. */
export const ACCESS_KEY_TYPE = "alicloud_ram_access_key";

/** Whether resources of a type are credentials, or decide who has them and what they may do. */
export function isCredentialType(type: string): boolean {
  return /^alicloud_(?:ram_|ims_|kms_secret$)/.test(type);
}
