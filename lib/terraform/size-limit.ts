/** Where a plan is larger, whoever has such plans says so. */
export const DEFAULT_LIMIT = 512 * 1024 * 1024;

/** The end of an error about a plan or state that has more bytes than are read. */
export const ENLARGE = "Give a larger --max-size if that is right.";
