/** Whether resources of a type are credentials, or decide who has them and what they may do. */
export function isCredentialType(type: string): boolean {
  return /^alicloud_(?:ram_|ims_|kms_secret$)/.test(type);
}
