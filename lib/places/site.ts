/** Where something is declared: what a finding points at. */
export interface Site {
  /** Name of the stack, or of the directory or file of a configuration that has none. */
  readonly stack: string;
  /** Terraform address: `alicloud_ram_access_key.etl`, `output.secret`, `provider.alicloud`, `data.…`. */
  readonly address: string;
  /** Construct path, `stack/user/key`; null where the element was not made by a construct. */
  readonly path: string | null;
  /** TypeScript line of one of our constructs, else null. */
  readonly source: { readonly file: string; readonly line: number } | null;
}
