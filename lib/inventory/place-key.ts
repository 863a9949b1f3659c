/** One text for each place in Terraform's terms, to find it again; the length keeps its two parts apart. */
export function placeKey({ stack, address }: { readonly stack: string; readonly address: string }): string {
  return `${stack.length} ${stack}${address}`;
}
