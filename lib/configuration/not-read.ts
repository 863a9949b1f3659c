/** Something that belongs to a configuration but was not read, so that nobody has judged what it declares. */
export interface NotRead {
  /** A file, or the address of a module. */
  readonly what: string;
  /** The end of "… was not read, because": `it is HCL`. */
  readonly why: string;
}

/** The same with the stack that it belongs to. */
export interface NotReadInStack extends NotRead {
  readonly stack: string;
}

/** What of some configurations was not read. */
export function notReadOf(
  stacks: readonly { readonly name: string; readonly notRead?: readonly NotRead[] }[],
): NotReadInStack[] {
  return stacks.flatMap(({ name, notRead = [] }) => notRead.map(({ what, why }) => ({ stack: name, what, why })));
}
