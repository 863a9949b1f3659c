// Parses HCL for hcl.ts. The parser is WebAssembly and asynchronous while synthesis is not, so it runs in a worker that
// its caller waits for. Plain JavaScript, because a worker is loaded by path, without any compiler.

const { sep } = require("node:path");
const { runAsWorker } = require("synckit");

/** Stands for the file in the parser's errors. */
const FILE = "hcl";
/** The first error: its line, its column and its summary, without the detail, which may quote the file. */
const SYNTAX_ERROR = new RegExp(`^parse config: \\[?${FILE}:(\\d+),(\\d+)-[\\d,]+: ([^;:"]{1,80});`);
const PACKAGE = `${sep}hcl2json${sep}`;

let fail;
// The parser runs on callbacks too: an error in one of them must end the call that waits for it.
process.on("uncaughtException", (error) => fail?.(error));

/** After a stack overflow the parser's memory is in any state: the next call starts a new one. */
function forgetParser() {
  for (const path of Object.keys(require.cache)) if (path.includes(PACKAGE)) delete require.cache[path];
}

async function read(text) {
  const { parse } = require("@cdktf/hcl2json");
  const failed = new Promise((_, reject) => (fail = reject));
  try {
    // As text: a message of objects is limited in depth where it is received, and nobody can tell by what.
    return { content: JSON.stringify(await Promise.race([parse(FILE, text), failed])) };
  } catch (error) {
    const message = String(error?.message ?? "");
    if (/^(?:parse config|convert to HCL): /.test(message)) {
      const [, line, column, summary] = SYNTAX_ERROR.exec(message) ?? [];
      return { problem: "syntax", ...(summary && { line, column, summary }) };
    }
    forgetParser();
    return { problem: "depth" };
  }
}

runAsWorker(read);
