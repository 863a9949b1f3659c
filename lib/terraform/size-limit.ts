/** Where a plan is larger, whoever has such plans says so. */
export const DEFAULT_LIMIT = 512 * 1024 * 1024;

/** The end of an error about something that has more bytes than are read. */
export function overLimit(limit: number): string {
  const mebibytes = limit / 1024 / 1024;
  const size = Number.isInteger(mebibytes) ? `${mebibytes} MiB` : `${limit} bytes`;
  return `has more than ${size}, which is the most that is read. Give a larger --max-size if that is right.`;
}
