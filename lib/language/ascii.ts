/** Whether there is nothing beside ASCII in a text: then it has one form, and its order is that of its bytes. */
export function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are of ASCII as well
  return /^[\x00-\x7f]*$/.test(text);
}
