import { pathToFileURL } from "node:url";
import type { Finding, Place } from "../rules/finding";

/** A place of which a finding may mean several instances. */
type Told = Place & Pick<Finding, "instances">;

/** The construct path where there is one, else the address and the stack it is in; how many where it is several. */
export function labelOf({ path, address, stack, instances = [] }: Told): string {
  if (path === "") return "the whole app";
  const many = instances.length > 1 ? `${instances.length} instances` : "";
  if (path !== null) return many === "" ? path : `${path} (${many})`;
  return `${address} (${many === "" ? "" : `${many}, `}stack ${stack})`;
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
