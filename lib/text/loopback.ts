/** The host and port of an address, with or without a scheme; null where it is no address. */
export function hostOf(address: string): string | null {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  try {
    // The parser of the platform settles what a crafted address means: user names, other spellings of numbers.
    return new URL(text).host || null;
  } catch {
    return null;
  }
}

/** Whether a host, with or without a port, is the machine itself. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(name);
}
