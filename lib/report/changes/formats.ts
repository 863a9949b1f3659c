import type { Change } from "../../manifest/changes";
import type { Format } from "../formats";
import { renderChangesGithub } from "./github";
import { renderChangesHuman } from "./human";
import { renderChangesJson } from "./json";
import { renderChangesJunit } from "./junit";
import { renderChangesMarkdown } from "./markdown";
import { renderChangesSarif } from "./sarif";

/** What a renderer may say beside the changes. */
export interface ChangesContext {
  /** Version of ramparts. */
  readonly version: string;
  /** The manifest, relative to where the run started. */
  readonly file: string;
  readonly colors: boolean;
}

/** The changes of a manifest in every format in which findings are reported. */
export const CHANGES_FORMATS: Readonly<
  Record<Format, (changes: readonly Change[], context: ChangesContext) => string>
> = {
  human: renderChangesHuman,
  json: renderChangesJson,
  markdown: renderChangesMarkdown,
  sarif: renderChangesSarif,
  github: renderChangesGithub,
  junit: renderChangesJunit,
};
