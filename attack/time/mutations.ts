import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lineAt, type Attack } from "../attack";
import { argumentsIn, INPUTS, POSITIONS, writeInputs } from "./inputs";
import { defectIn, outcomeOf } from "../outcome";
import { Random } from "../../truth/random";

/** Tables are gone through so often, each time with other mutations. */
const PASSES = 12;
const MOST_MUTATIONS = 3;
const LONGEST = 1_000_000;

/** Names and values that break what was not made for them. */
const HOSTILE: readonly [string, ...string[]] = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "",
  " ",
  ".",
  "..",
  "../../etc/passwd",
  "a\u0000b",
  "\u001b[2J\u202e\u2028\ufeff",
  "::error::x",
  "##[error]",
  "</script><!--",
  "|`*_[x](y)",
  "\ud800",
  "😀".repeat(50),
  "${",
  "%{ for x in y }",
  "${alicloud_ram_user.etl[",
  "${jsonencode({ a = ",
  "*".repeat(3000),
  "x".repeat(100_000),
  "module.a.module.b[0].alicloud_ram_user.x",
  "<<: *a",
  "&a [*a]",
  "!!js/function x",
  "1e999999",
  "-0",
  "9".repeat(400),
  "null",
  "[".repeat(3000),
  '{"a":'.repeat(3000),
  "{".repeat(500),
];

type Mutation = (text: string, random: Random) => string;

const inserted: Mutation = (text, random) => {
  const at = random.between(0, text.length);
  return text.slice(0, at) + random.pick(HOSTILE) + text.slice(at);
};
const removed: Mutation = (text, random) => {
  const at = random.between(0, text.length);
  return text.slice(0, at) + text.slice(at + random.between(0, 39));
};
const repeated: Mutation = (text, random) => {
  const at = random.between(0, text.length);
  const part = text.slice(at, at + random.between(0, 199));
  return text.slice(0, at) + part + text.slice(at);
};
const changed: Mutation = (text, random) => {
  const at = random.between(0, text.length);
  return text.slice(0, at) + String.fromCharCode(random.between(0, 0x7f)) + text.slice(at + 1);
};
/** One of the words of the text, wherever it stands, is another. */
const renamed: Mutation = (text, random) => {
  const [first, ...others] = text.match(/[\w./-]+/g) ?? [];
  if (first === undefined) return text;
  return text.replaceAll(random.pick([first, ...others]), () => JSON.stringify(random.pick(HOSTILE)).slice(1, -1));
};
/** One of the values of JSON is of another kind. */
const retyped: Mutation = (text, random) => {
  const values = [...text.matchAll(/(?<=[:[,] *)(?:"[^"]*"|\{\}|\[\]|null|true|\d+)/g)];
  const { 0: value = "", index = 0 } = values[random.between(0, values.length - 1)] ?? {};
  const other = random.pick(["null", "[]", "{}", "[[]]", "0", "-1.5", "true", '""', '{"__proto__":null}', "[null]"]);
  return text.slice(0, index) + other + text.slice(index + value.length);
};

const MUTATIONS: readonly [Mutation, ...Mutation[]] = [inserted, removed, repeated, changed, renamed, retyped];

/** Every input, changed at random: whatever it says then, the answer is a report or a sentence. */
export const mutations: Attack = {
  promised: "time",
  name: "mutated inputs and hostile names",
  rounds: PASSES * POSITIONS.length,
  async round(round) {
    const position = lineAt(POSITIONS, round);
    const random = new Random(round);
    const directory = mkdtempSync(join(tmpdir(), "ra-"));
    try {
      let text = INPUTS.get(position.file) ?? "";
      for (let times = random.between(1, MOST_MUTATIONS); times > 0; times--)
        text = random.pick(MUTATIONS)(text, random).slice(0, LONGEST);
      writeInputs(directory, position.file, (path) => writeFileSync(path, text));
      const defect = defectIn(await outcomeOf(argumentsIn(directory, position), directory));
      return defect === null ? [] : [`${position.file} in ramparts ${position.argv.join(" ")} ${defect}`];
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};
