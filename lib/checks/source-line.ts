import { isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { projectFolder } from "../files/project-folder";

/** The folder of this library: its own frames are never the line that a user wrote. */
const LIBRARY = join(__dirname, "..") + sep;
/** Deep enough for a construct inside a few helpers; a deeper stack costs time for each construct. */
const FRAMES = 30;

interface Position {
  readonly file: string;
  readonly line: number;
}

/** Results by working directory and raw position: a loop creates thousands of constructs on one line. */
const known = new Map<string, string | undefined>();
const projectFolders = new Map<string, string>();

/**
 * The line in the user's code that led to this call, `main.ts:42`: the first frame outside ramparts, its packages and
 * Node, relative to the folder of cdktf.json, so that two machines synthesise the same bytes.
 *
 * Undefined when that line is not below the folder. Source maps are followed where something applies them to stack
 * traces: ts-node, jest, source-map-support, `node --enable-source-maps`.
 */
export function sourceLine(): string | undefined {
  const limit = Error.stackTraceLimit;
  try {
    Error.stackTraceLimit = FRAMES;
    const frames = callSites();
    const index = frames.findIndex(isUsers);
    const frame = frames[index];
    if (!frame) return undefined;
    const raw = { file: path(frame.getFileName() ?? ""), line: frame.getLineNumber() ?? 0 };
    const key = `${process.cwd()}\n${raw.file}:${raw.line}:${frame.getColumnNumber()}`;
    if (!known.has(key)) known.set(key, relativeToProject(mapped(traceLines(), frames.length, index) ?? raw));
    return known.get(key);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** The call sites below `sourceLine`: reading them costs a fraction of the text of a stack trace. */
function callSites(): readonly NodeJS.CallSite[] {
  const previous = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  let frames: readonly NodeJS.CallSite[] = [];
  try {
    const value = (_error: Error, found: NodeJS.CallSite[]) => (frames = found);
    Object.defineProperty(Error, "prepareStackTrace", { configurable: true, writable: true, value });
    const holder: { stack?: string } = {};
    Error.captureStackTrace(holder, sourceLine);
    // The engine prepares a trace when it is read.
    void holder.stack;
  } finally {
    if (previous) Object.defineProperty(Error, "prepareStackTrace", previous);
    else Reflect.deleteProperty(Error, "prepareStackTrace");
  }
  return frames;
}

/** The same frames as text, to which whatever source-map support is installed has been applied. */
function traceLines(): readonly string[] {
  const holder: { stack?: unknown } = {};
  try {
    Error.captureStackTrace(holder, sourceLine);
    return String(holder.stack)
      .split("\n")
      .filter((line) => /^\s+at /.test(line));
  } catch {
    // A source-map support that fails must not take the synthesis with it.
    return [];
  }
}

function isUsers(frame: NodeJS.CallSite): boolean {
  const file = frame.getFileName();
  if (!file || file.startsWith("node:")) return false;
  const name = path(file);
  return isAbsolute(name) && !name.startsWith(LIBRARY) && !/[\\/]node_modules[\\/]/.test(name);
}

/** Reads `at name (file:line:column)` or `at file:line:column`; undefined where lines and frames are not the same. */
function mapped(lines: readonly string[], frames: number, index: number): Position | undefined {
  const line = lines.length === frames ? (lines[index] ?? "") : "";
  for (const form of [/^[^(]*\((.+):(\d+):\d+\)$/, /^\s*at (?:async )?(.+):(\d+):\d+$/]) {
    const [, file, number] = form.exec(line) ?? [];
    if (file !== undefined && isAbsolute(path(file))) return { file: path(file), line: Number(number) };
  }
  return undefined;
}

function path(file: string): string {
  return file.startsWith("file://") ? fileURLToPath(file) : file;
}

function relativeToProject({ file, line }: Position): string | undefined {
  const name = relative(folderOf(process.cwd()), file);
  if (name.startsWith("..") || isAbsolute(name)) return undefined;
  return `${name.split(sep).join("/")}:${line}`;
}

/** The folder of cdktf.json; in an app without one the working directory. */
function folderOf(workingDirectory: string): string {
  const found = projectFolders.get(workingDirectory) ?? projectFolder(workingDirectory) ?? workingDirectory;
  projectFolders.set(workingDirectory, found);
  return found;
}
