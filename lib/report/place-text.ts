import { pathToFileURL } from "node:url";
import type { Place } from "../rules/finding";

/** The construct path where there is one, else the address and the stack it is in. */
export function labelOf({ path, address, stack }: Place): string {
  if (path === "") return "the whole app";
  return path ?? `${address} (stack ${stack})`;
}

/** `main.ts:31`; nothing where no line is known. */
export function sourceOf({ source }: Place): string {
  return source ? `${source.file}:${source.line}` : "";
}

/** A file and line that a program can open: of the construct, else the start of the configuration. */
export interface Location {
  readonly file: string;
  readonly line: number;
}

export function locationOf(place: Place, files: ReadonlyMap<string, string>): Location | undefined {
  if (place.source) return place.source;
  const file = files.get(place.stack);
  return file === undefined ? undefined : { file, line: 1 };
}

/** A path as a URI reference: no name can give it a scheme or a host. */
export function uriOf(file: string): string {
  if (file.startsWith("/")) return pathToFileURL(file).href;
  const segments = file.split(/[/\\]/).filter((segment) => segment !== "");
  return segments.map((segment) => encodeURIComponent(Buffer.from(segment).toString())).join("/");
}
