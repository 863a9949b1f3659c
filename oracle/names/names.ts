import { ANY, BOOL, listOf, mapOf, NUMBER, setOf, STRING, type Type } from "../../lib/language/type";
import { OPEN, type Name } from "./given";

function objectOf(attributes: Readonly<Record<string, Type>>): Type {
  const entries = Object.entries(attributes).map(
    ([name, type]) => [name, { type, isOptional: false, byDefault: null }] as const,
  );
  return { kind: "object", attributes: new Map(entries) };
}

const USER = objectOf({ name: STRING, size: NUMBER, tags: mapOf(STRING), groups: listOf(STRING) });
const ITEM = objectOf({ id: STRING, on: BOOL });

/** What expressions may name. */
export const NAMES: readonly Name[] = [
  { root: "var", name: "text", type: STRING, values: ["Grüße, ${world} <&>"] },
  { root: "var", name: "number", type: NUMBER, values: [42] },
  { root: "var", name: "flag", type: BOOL, values: [true] },
  { root: "var", name: "list", type: listOf(STRING), values: [["b", "a", "c", "a"]] },
  { root: "var", name: "numbers", type: listOf(NUMBER), values: [[3, -1, 2.5]] },
  { root: "var", name: "set", type: setOf(STRING), values: [["x", "y", "é", "Z"]] },
  { root: "var", name: "map", type: mapOf(STRING), values: [{ a: "1", b: "two", "c-d": "é" }] },
  { root: "var", name: "counts", type: mapOf(NUMBER), values: [{ a: 1, b: 2 }] },
  {
    root: "var",
    name: "user",
    type: USER,
    values: [{ name: "ci-runner", size: 3, tags: { team: "a", env: "prod" }, groups: ["dev", "ops"] }],
  },
  {
    root: "var",
    name: "items",
    type: listOf(ITEM),
    values: [
      [
        { id: "one", on: true },
        { id: "two", on: false },
      ],
    ],
  },
  { root: "var", name: "nothing", type: STRING, values: [null] },
  { root: "var", name: "nothing_number", type: NUMBER, values: [null] },
  { root: "var", name: "nothing_list", type: listOf(STRING), values: [null] },
  { root: "var", name: "gaps", type: listOf(STRING), values: [["a", null]] },
  { root: "var", name: "none", type: listOf(STRING), values: [[]] },
  { root: "var", name: "secret", type: STRING, isSensitive: true, values: ["hush-hush"] },
  { root: "var", name: "secrets", type: mapOf(STRING), isSensitive: true, values: [{ a: "s1", b: "s2" }] },
  { root: "local", name: "mixed", type: ANY, values: [["a", 1, true, null, { id: "x" }]] },
  {
    root: "local",
    name: "nested",
    type: ANY,
    values: [{ a: { b: [1, 2, { c: "deep" }] }, on: false, "a b": "spaced" }],
  },
  { root: "local", name: "prefix", type: ANY, values: ["acs:ram::1234567890123456:user/"] },

  { root: "var", name: "open_text", type: STRING, isSet: true, values: ["a", "", "12", "true", "ß${x}"], open: OPEN },
  { root: "var", name: "open_maybe", type: STRING, values: ["a", null, "b,c", "0", "{}"], open: OPEN },
  { root: "var", name: "open_number", type: NUMBER, isSet: true, values: [1, 0, -3, 2.5, 1e21], open: OPEN },
  { root: "var", name: "open_flag", type: BOOL, isSet: true, values: [true, false, true, false, true], open: OPEN },
  {
    root: "var",
    name: "open_list",
    type: listOf(STRING),
    isSet: true,
    values: [["b", "a"], [], ["a"], ["x", "", "x"], ["1", "2", "3", "4"]],
    open: OPEN,
  },
  {
    root: "var",
    name: "open_set",
    type: setOf(STRING),
    isSet: true,
    values: [["b", "a"], [], ["a"], ["x", "y", "z"], ["é"]],
    open: OPEN,
  },
  {
    root: "var",
    name: "open_map",
    type: mapOf(STRING),
    values: [{ b: "2", a: "1" }, {}, { a: "1" }, null, { z: "" }],
    open: OPEN,
  },
  {
    root: "var",
    name: "open_elements",
    type: listOf(STRING),
    values: [
      ["a", "1", "c"],
      ["a", "c", "c"],
      ["a", null, "c"],
      ["a", "", "c"],
      ["a", "a", "c"],
    ],
    open: ["a", OPEN, "c"],
  },
  {
    root: "var",
    name: "open_user",
    type: USER,
    values: ["", "x", "a/b", "é", "0"].map((open, index) => ({
      name: open,
      size: 1,
      tags: { team: "a", env: open },
      groups: ["dev", "ops", "all"].slice(index % 4),
    })),
    open: { name: OPEN, size: 1, tags: { team: "a", env: OPEN }, groups: OPEN },
  },
  {
    root: "var",
    name: "open_items",
    type: listOf(ITEM),
    values: [true, false, true, false, true].map((on, index) => [
      { id: "one", on },
      { id: `n${index}`, on: true },
    ]),
    open: [
      { id: "one", on: OPEN },
      { id: OPEN, on: true },
    ],
  },
  {
    root: "var",
    name: "open_secret",
    type: STRING,
    isSet: true,
    isSensitive: true,
    values: ["s0", "", "s2", "4", "é"],
    open: OPEN,
  },
  { root: "var", name: "open_any", type: ANY, values: ["t", 5, ["a", 1], { a: "x" }, null], open: OPEN },
  {
    root: "local",
    name: "open_part",
    type: ANY,
    values: [1, "x", [], { a: 1 }, true].map((part) => ({ known: "k", part, list: [1, part] })),
    open: { known: "k", part: OPEN, list: [1, OPEN] },
  },
];
