import { NUMBER, STRING } from "../../lib/language/type";
import { quoted } from "../names/given";
import type { Generator } from "./generator";
import { written, type Node } from "./node";

type Argument = (generator: Generator) => Node;

/** One of several texts, or rarely any. */
function oneOf(...texts: readonly string[]): Argument {
  return (generator) =>
    generator.random.chance(0.05) ? generator.of(STRING) : written(STRING)`${quoted(generator.random.pick(texts))}`;
}

function between(least: number, most: number): Argument {
  return ({ random }) => written(NUMBER)`${String(random.between(least, most))}`;
}

const TIMES = [
  "2018-01-02T23:12:01Z",
  "2024-02-29T00:00:00Z",
  "1999-12-31T23:59:59+08:00",
  "2018-01-02T03:04:05-07:30",
];
const ENCODINGS = ["UTF-8", "UTF-16LE", "ISO-8859-1", "windows-1252", "GBK", "Shift_JIS", "utf-16be"];
const PREFIXES = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.1.7/24",
  "fd00:fd12:3456:7890::/56",
  "0.0.0.0/0",
  "10.1.2.3/32",
];
const PATTERNS = [
  ...["[a-z]+", "(\\d+)-(\\d+)", "^(?P<first>[^:]*):(?P<rest>.*)$", "a|b", ".", "é", "\\s*", "(a)(b)?", "(?i)HELLO"],
  ...["\\p{L}+", "^$", "[[:alpha:]]", "x*", "(?s).+", "\\bci\\b"],
];
export const CSVS = ["a,b\n1,2\n3,4", 'name,size\n"x, y",3\n', "a\n", "a,b\n1\n", "é;b\n1;2", "\ufeffa,b\n1,2"];
export const JSONS = [
  ...['{"a":1,"b":[true,null,"x"]}', "[1,2,3]", '"text"', "1.50", "null", '{"a":{"b":"\\u00e9"},"a":2}', "[]", "{}"],
  ...["12345678901234567890.5", "{", '{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'],
];
export const YAMLS = [
  ...[
    "a: 1\nb: [x, true, null]",
    "- 1\n- two\n- 3.0",
    "text",
    "yes",
    "~",
    "a: &x {b: 1}\nc: *x",
    "|\n  lines\n  more\n",
  ],
  ...["0o17", "0x1F", "1_000", "2001-12-14", '"q\\u00e9"', "a: {<<: {b: 1}, c: 2}", "- - 1\n  - 2", "a: 1\na: 2"],
];

/** What a function wants in a place, where its type does not say it. */
export const ARGUMENTS: Readonly<Record<string, Argument>> = {
  "base64decode.str": (generator) => written(STRING)`base64encode(${generator.of(STRING)})`,
  "chunklist.size": between(0, 3),
  "cidrhost.prefix": oneOf(...PREFIXES),
  "cidrhost.hostnum": between(-2, 9),
  "cidrnetmask.prefix": oneOf(...PREFIXES.filter((prefix) => !prefix.includes(":"))),
  "cidrsubnet.prefix": oneOf(...PREFIXES),
  "cidrsubnet.newbits": between(0, 6),
  "cidrsubnet.netnum": between(0, 4),
  "cidrsubnets.prefix": oneOf(...PREFIXES.slice(0, 5)),
  "cidrsubnets.newbits": between(1, 6),
  "endswith.suffix": oneOf("", "a", "name", "é", "er", "\n"),
  "formatdate.format": oneOf(
    "YYYY-MM-DD'T'hh:mm:ssZ",
    "DD MMM YYYY hh:mm ZZZ",
    "EEEE, D-M-YY h:m:s aa",
    "HH'o''clock' AA ZZZZ",
  ),
  "formatdate.time": oneOf(...TIMES),
  "indent.spaces": between(0, 4),
  "log.num": between(1, 100),
  "log.base": between(2, 10),
  "pow.num": between(-3, 12),
  "pow.power": between(0, 5),
  "regexall.pattern": oneOf(...PATTERNS),
  "replace.substr": oneOf("a", " ", "/[a-z]/", "/(\\w)(\\w)/", "é", "", ".", "/"),
  "replace.replace": oneOf("", "-", "$1", "${2}", "$2$1", "é", "\\"),
  "split.separator": oneOf(",", "", "-", "a", ", ", "é"),
  "startswith.prefix": oneOf("", "a", "acs:", "H", "é"),
  "strcontains.substr": oneOf("", "a", ":", "world", "é"),
  "substr.offset": between(-3, 4),
  "substr.length": between(-1, 6),
  "templatestring.template": ({ random }) =>
    written(STRING)`${random.pick(["local.prefix", "var.text", "var.user.name", "var.map.a"])}`,
  "templatestring.vars": (generator) => written(STRING)`{ a = ${generator.of(STRING)} }`,
  "textdecodebase64.source": (generator) => written(STRING)`base64encode(${generator.of(STRING)})`,
  "textdecodebase64.encoding": oneOf(...ENCODINGS),
  "textencodebase64.encoding": oneOf(...ENCODINGS),
  "timeadd.timestamp": oneOf(...TIMES),
  "timeadd.duration": oneOf("10m", "-1h30m", "24h", "0s", "1.5h", "300ms", "2h45m10.5s"),
  "timecmp.timestamp_a": oneOf(...TIMES),
  "timecmp.timestamp_b": oneOf(...TIMES),
  "trim.cutset": oneOf("a", " ", "ab", "é", "-."),
  "trimprefix.prefix": oneOf("a", "acs:", "", "Hello"),
  "trimsuffix.suffix": oneOf("a", "er", "", "\n"),
  "tobool.v": (generator) => generator.convertible({ kind: "bool" }),
  "tonumber.v": (generator) => generator.convertible(NUMBER),
  "uuidv5.namespace": oneOf("dns", "url", "oid", "x500", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
};
