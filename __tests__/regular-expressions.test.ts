import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSync } from "recheck";
import ts from "typescript";

const ROOT = join(__dirname, "..");
/** For one of them, in milliseconds; nearly all take a few. */
const MOST_TIME = 60_000;
/**
 * Those that took seconds to be judged safe, and by what; all are judged again by
 * `JUDGED=none npx jest regular-expressions`.
 */
const [JUDGE = "", ...JUDGED] = readFileSync(join(__dirname, "judged-safe.txt"), "utf8").trim().split("\n");
const known: ReadonlySet<string> = new Set(process.env["JUDGED"] === "none" ? [] : JUDGED);

interface Expression {
  readonly source: string;
  readonly flags: string;
}

function sourcesIn(directory: string): string[] {
  const names = readdirSync(join(ROOT, directory), { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.(?:ts|mjs)$/.test(name)).map((name) => join(ROOT, directory, name));
}

function literalsIn(file: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true));
  return found;
}

/** Those that modules put together when they are loaded; not those of libraries. */
function composedIn(files: readonly string[]): Expression[] {
  const found: Expression[] = [];
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct(_, [pattern, flags]: [string | RegExp, string?]) {
      const expression = new Original(pattern, flags);
      const [, , caller = ""] = new Error().stack?.split("\n") ?? [];
      if (!caller.includes("node_modules")) found.push({ source: expression.source, flags: expression.flags });
      return expression;
    },
  });
  try {
    jest.isolateModules(() => {
      for (const file of files) jest.requireActual(file);
    });
  } finally {
    globalThis.RegExp = Original;
  }
  return found;
}

/** The alternatives of an expression; all of them together take as long as each by itself. */
function alternativesOf(source: string): string[] {
  const alternatives: string[] = [];
  let [start, depth, isInClass] = [0, 0, false];
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === "\\") at++;
    else if (isInClass) isInClass = character !== "]";
    else if (character === "[") isInClass = true;
    else if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "|" && depth === 0) {
      alternatives.push(source.slice(start, at));
      start = at + 1;
    }
  }
  return [...alternatives, source.slice(start)];
}

/**
 * Whether every repetition has an end, but for one that nothing comes after: then a try costs at most so much, and what
 * the last one takes is taken once.
 */
function isBounded(source: string): boolean {
  if (/\\[1-9k]|\(\?<[=!]/.test(source)) return false;
  const bare = source.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  return alternativesOf(bare).every((each) => !/(?:[*+]|\{\d+,\})\??(?!\)*$)./.test(each.replace(/\)+$/, "")));
}

function slownessOf({ source, flags }: Expression): string[] {
  if (isBounded(source)) return [];
  const judged = checkSync(source, flags, { timeout: MOST_TIME });
  if (judged.status === "safe") return [];
  return [`/${source}/${flags}: ${judged.status === "unknown" ? judged.error.kind : judged.attack.pattern}`];
}

describe("regular expressions over what is read", () => {
  const files = ["lib", "sandbox", "action"].flatMap(sourcesIn);
  const composing = files.filter((file) => file.endsWith(".ts") && /new RegExp\(/.test(readFileSync(file, "utf8")));
  const composed = composedIn(composing);
  const all = new Map(
    [...files.flatMap(literalsIn), ...composed].map((each) => [`/${each.source}/${each.flags}`, each]),
  );

  it("are found, those too that are put together", () => {
    expect(all.size).toBeGreaterThan(150);
    expect(composed.length).toBeGreaterThan(5);
  });

  it("take time that grows with a text, and no faster", () => {
    const slow = [...all].flatMap(([text, each]) => (known.has(text) ? [] : slownessOf(each)));
    expect(slow).toEqual([]);
  }, 300_000);

  it("were judged by this version of the judge, where that was done before, and are still there", () => {
    const { version } = JSON.parse(readFileSync(require.resolve("recheck/package.json"), "utf8")) as {
      version: string;
    };
    expect(JUDGE).toBe(`recheck ${version}`);
    expect(JUDGED.filter((text) => !all.has(text))).toEqual([]);
  });
});
