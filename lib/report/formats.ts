import { renderGithub } from "./github";
import { renderHuman } from "./human";
import { renderJson } from "./json";
import { renderJunit } from "./junit";
import { renderMarkdown } from "./markdown";
import type { Renderer } from "./report";
import { renderSarif } from "./sarif";

/** The formats in which every command reports its findings. */
export const FORMATS = {
  human: renderHuman,
  json: renderJson,
  markdown: renderMarkdown,
  sarif: renderSarif,
  github: renderGithub,
  junit: renderJunit,
} as const satisfies Readonly<Record<string, Renderer>>;

export type Format = keyof typeof FORMATS;
