import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../lib/cli/run";
import type { ReviewDocument } from "../judge/review";
import type { WorldDirectory } from "./directory";

/** What a review is made from. */
export const WAYS = ["JSON", "JSON + listing", "directory", "directory + listing"] as const;
export type Way = (typeof WAYS)[number];

/** What a review said in one way; `document` is null where it ended with an error instead. */
export interface Reviewed {
  readonly way: Way;
  readonly exitCode: number;
  readonly document: ReviewDocument | null;
  readonly errors: string;
}

export interface ReviewContext {
  readonly directory: WorldDirectory;
  readonly environment: NodeJS.ProcessEnv;
  /** When the reviews are, by the clock of the account. */
  readonly now: string;
  /** The file with the listing. */
  readonly listing: string;
}

/** Has the directory planned, keeps the plans, and reviews them. */
export function reviewDirectory(context: ReviewContext, plans: string, isListed: boolean): Promise<Reviewed> {
  const way = isListed ? "directory + listing" : "directory";
  return review(context, way, [context.directory.app, "--save-plan", plans]);
}

/** Reviews the JSON of plans, by their stacks. */
export function reviewJson(
  context: ReviewContext,
  plans: ReadonlyMap<string, string>,
  isListed: boolean,
): Promise<Reviewed> {
  const files = [...plans].map(([stack, json]) => {
    const file = join(context.directory.path, `${stack}.json`);
    writeFileSync(file, json);
    return file;
  });
  return review(context, isListed ? "JSON + listing" : "JSON", files);
}

async function review(context: ReviewContext, way: Way, args: readonly string[]): Promise<Reviewed> {
  const written = { out: "", err: "" };
  const listing = way.endsWith("listing") ? ["--keys", context.listing] : [];
  const exitCode = await run(["review", ...args, ...listing, "--format", "json", "--show-ids"], {
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    environment: context.environment,
    colors: false,
    now: context.now,
    directory: context.directory.path,
  });
  const document = written.out === "" ? null : (JSON.parse(written.out) as ReviewDocument);
  return { way, exitCode, document, errors: written.err };
}
