/** A place in Terraform's terms. */
export interface Place {
  readonly stack: string;
  readonly address: string;
}

/** One text for each place, to find it again; the length keeps its two parts apart. */
export function placeKey({ stack, address }: Place): string {
  return `${stack.length} ${stack}${address}`;
}
