import fc from "fast-check";

/*
 * Random expressions as somebody may write them. A `free` one stands in brackets, where newlines are spaces; an
 * `inline` one is the value of a member of an object, which a newline ends.
 */

type Text = fc.Arbitrary<string>;
type Name = "free" | "inline" | "freeTerm" | "inlineTerm" | "quoted" | "heredoc";

const names = fc.constantFrom(..."a b c-d local var each _x é in if else null true endif 中".split(" "));
/** Where some of the words above would mean something else. */
const variables = fc.constantFrom(..."a b c-d local var each _x é 中".split(" "));
const numbers = fc.constantFrom(..."0 1 42 0.5 1.50 1e3 2E-2 1.e+2 007 12345678901234567890123".split(" "));
const operators = fc.constantFrom(..."|| && == != < > <= >= + - * / %".split(" "));
/** None ends in a `$` or `%`, which a brace after it would change. */
const plainTexts = fc.constantFrom(
  ..."a é 中 😀 - ' { } %} # // /* <<E ~} , = $x %%x $${ %%{ $${~ a{b".split(" "),
  "  ",
  "$ ",
);
const escapes = fc.constantFrom(...String.raw`\n \" \\ \u00e9 \U0001f600 \t`.split(" "));
const freeGap = fc.constantFrom("", "", "", " ", "\t", " /* } */ ", "\n", ' # ] ${ "\n', " // )\r\n");
const inlineGap = fc.constantFrom("", "", "", " ", "\t", " /* } */ ");

/** At the last level the first of the alternatives is taken. */
const BOUNDED = { depthIdentifier: fc.createDepthIdentifier(), depthSize: "small", maxDepth: 8 } as const;

/** An expression that Terraform reads. */
export const writtenExpressions: Text = fc.letrec<Record<Name, string>>((tie) => {
  const free = tie("free");
  return {
    free: expression(free, freeGap, fc.oneof({ weight: 9, arbitrary: tie("freeTerm") }, tie("heredoc"))),
    inline: expression(tie("inline"), inlineGap, tie("inlineTerm")),
    freeTerm: term(free, freeGap, tie("inline"), tie("quoted")),
    inlineTerm: term(free, inlineGap, tie("inline"), tie("quoted")),
    quoted: row('"', template(free, escapes), fc.constantFrom("", "$", "%%"), '"'),
    heredoc: row("<<EOT\n", several(row(template(free), fc.constantFrom("", "$"), "\n")), " EOT\n"),
  };
}).free;

function row(...parts: (Text | string)[]): Text {
  return fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((all) => all.join(""));
}

function several(part: Text, minLength = 0): Text {
  return fc.array(part, { minLength, maxLength: 3 }).map((all) => all.join(""));
}

function maybe(part: Text): Text {
  return fc.option(part, { nil: "" });
}

function expression(self: Text, gap: Text, operand: Text): Text {
  return fc.oneof(
    BOUNDED,
    { weight: 3, arbitrary: operand },
    row(operand, " ", gap, operators, " ", gap, self),
    row(fc.constantFrom("-", "!", "- ", "!!"), gap, operand),
    row(operand, gap, "?", gap, self, gap, " : ", gap, self),
  );
}

function term(free: Text, gap: Text, inline: Text, quoted: Text): Text {
  const simple = fc.oneof(
    BOUNDED,
    names,
    numbers,
    quoted,
    call(free, gap),
    loop(free),
    row("[", freeGap, list(free), freeGap, "]"),
    object(free, inline, quoted),
    row("(", freeGap, free, freeGap, ")"),
  );
  return fc.oneof(BOUNDED, { weight: 2, arbitrary: simple }, traversal(simple, free, gap));
}

function call(free: Text, gap: Text): Text {
  const name = fc.oneof(variables, fc.constantFrom("null", "provider::a::b", "core :: max"));
  const expanded = row(maybe(row(free, ",")), free, freeGap, "...");
  return row(name, gap, "(", freeGap, fc.oneof({ weight: 3, arbitrary: list(free) }, expanded), freeGap, ")");
}

function list(free: Text): Text {
  return maybe(row(several(row(free, freeGap, ",", freeGap)), free, fc.constantFrom("", ",")));
}

function loop(free: Text): Text {
  const head = row(freeGap, "for ", loopHead(free), freeGap, ":", freeGap);
  const condition = row(maybe(row(freeGap, " if ", free)), freeGap);
  return fc.oneof(
    row("[", head, free, condition, "]"),
    row("{", head, free, freeGap, "=>", freeGap, free, fc.constantFrom("", "...", " ..."), condition, "}"),
  );
}

function loopHead(free: Text): Text {
  return row(maybe(row(variables, freeGap, ",", freeGap)), variables, freeGap, " in ", free);
}

function object(free: Text, inline: Text, quoted: Text): Text {
  const key = fc.oneof(names, numbers, quoted, row("(", free, ")"));
  const member = row(key, inlineGap, fc.constantFrom("=", ":"), inlineGap, inline);
  const end = fc.constantFrom("\n", "\n\n", " # c\n", ",", ", \n", " , // c\n");
  return row("{", fc.constantFrom("", "\n", " # c\n"), several(row(member, end)), fc.constantFrom("", "\n"), "}");
}

function traversal(from: Text, free: Text, gap: Text): Text {
  const step = fc.oneof(
    row(gap, ".", gap, fc.oneof(names, fc.constantFrom("for", "0 "))),
    row(gap, "[", freeGap, free, freeGap, "]"),
    fc.constantFrom("[0]", '["k"]', "[*]", "[ * ]"),
  );
  const splat = row(gap, fc.constantFrom(".*", ".*.a", ". * . b.0", ".*.a[0]", ".*[*].b", ".*.a[0].*.b"));
  // A number would take the index after it for its fraction.
  return row(from, " ", fc.oneof(several(step, 1), row(several(step), splat)));
}

function template(free: Text, ...others: Text[]): Text {
  const strip = fc.constantFrom("", "", "~");
  const body = several(plainTexts);
  const sequence = fc.oneof(
    { weight: 3, arbitrary: row("${", strip, freeGap, free, freeGap, strip, "}") },
    row(
      "%{",
      strip,
      " if ",
      free,
      freeGap,
      strip,
      "}",
      body,
      maybe(row("%{", strip, "else", strip, "}", body)),
      "%{ endif ~}",
    ),
    row("%{", strip, "for ", loopHead(free), freeGap, strip, "}", body, "${", free, "}%{ endfor", strip, "}"),
  );
  return several(fc.oneof(BOUNDED, { weight: 3, arbitrary: plainTexts }, ...others, sequence));
}
