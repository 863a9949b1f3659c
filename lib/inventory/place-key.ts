/** One text for each place in Terraform's terms, to find it again. */
export function placeKey({ stack, address }: { readonly stack: string; readonly address: string }): string {
  return JSON.stringify([stack, address]);
}
