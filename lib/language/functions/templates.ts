import { attributeOf } from "../access";
import { forEachAlternative, madeOf } from "../alternatives";
import { convert, isFailure } from "../convert";
import type { Names } from "../evaluate";
import { referencesIn } from "../references";
import { parseTemplate } from "../syntax/parse";
import type { Expression } from "../tree";
import { STRING } from "../type";
import { failure, Mapping, marksOf, Unknown, unmarked, withMarks, type Unmarked, type Value } from "../value";
import { callFunction } from "./call";
import type { Functions } from "./definition";
import { looksAtFiles } from "./files";

/** Functions that evaluate a template with nothing but variables of its own. */
export type TemplateFunction = "templatefile" | "templatestring";

/** Evaluates the expression that a template is, for which so many characters had to be read. */
export type Render = (template: Expression, names: Names, charactersRead: number) => Value;

/** Templates of one configuration that have been read, since many instances have the same. */
const READ = new WeakMap<Functions, Map<string, Expression>>();
const MOST_READ = 64;

const NAME = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

export function isTemplateFunction(name: string): name is TemplateFunction {
  return name === "templatefile" || name === "templatestring";
}

/**
 * Whether a function cannot be called in the template of another one: Terraform lets no template start a further one,
 * and lets a text that may come from anywhere look at no file.
 */
export function isRefusedIn(template: TemplateFunction, name: string): boolean {
  return isTemplateFunction(name) || (template === "templatestring" && looksAtFiles(name));
}

/**
 * What `templatestring` and `templatefile` come to. The first takes a traversal alone, and no text that is written
 * where it is called: whoever reads expressions from JSON cannot tell `a.b` from `"${a.b}"`, which Terraform refuses.
 */
export function callTemplate(
  name: TemplateFunction,
  given: { readonly values: readonly Value[]; readonly first: Expression | undefined; readonly functions: Functions },
  render: Render,
): Value {
  const [source, variables] = given.values;
  if (source === undefined || variables === undefined || given.values.length > 2) {
    return failure(`${name}() has ${given.values.length} arguments`);
  }
  const template = name === "templatefile" ? contentOf(source, given.functions) : textAt(source, given.first);
  const wrong = [template, variables].find(isFailure);
  if (wrong !== undefined) return wrong;
  const rendered = new Rendering(name, given.functions, render).of(template, variables);
  return name === "templatefile" ? rendered : asText(rendered);
}

/** The content of a file, marked as `file` marks it. */
function contentOf(path: Value, { file }: Functions): Value {
  return file ? callFunction("file", file, [path]) : madeOf([path], "no file is read for it");
}

function textAt(value: Value, written: Expression | undefined): Value {
  return isTraversal(written) ? value : failure("templatestring() takes the name of a text");
}

function isTraversal(written: Expression | undefined): boolean {
  let at = written;
  while (at?.kind === "attribute" || at?.kind === "index") at = at.of;
  return at?.kind === "name";
}

function asText(value: Value): Value {
  return withMarks(convert(value, STRING), marksOf(value));
}

class Rendering {
  public constructor(
    private readonly name: TemplateFunction,
    private readonly functions: Functions,
    private readonly render: Render,
  ) {}

  public of(template: Value, variables: Value): Value {
    const ofEach = forEachAlternative([template, variables], ([text = null, each = null]) => this.of(text, each));
    if (ofEach !== null) return ofEach;
    const [source, given] = [unmarked(template), unmarked(variables)];
    const wrong = wrongVariables(given);
    if (wrong !== null) return wrong;
    if (source instanceof Unknown) return madeOf([template, variables], source.because, { isSet: true });
    if (typeof source !== "string") return failure(`the template of ${this.name}() is no text`);
    // What follows a return without a newline is no template for Terraform, which nobody who writes one would think.
    if (/\r(?!\n)/.test(source)) return madeOf([template, variables], "it is a template of an unusual form");
    return withMarks(this.ofText(source.replace(/^\ufeff/, ""), variables), marksOf(template));
  }

  private ofText(source: string, variables: Value): Value {
    const known = READ.get(this.functions)?.get(source);
    const template = known ?? this.read(source);
    const given = unmarked(variables);
    const isMissing = given instanceof Mapping && referencesIn(template).some(({ root }) => !given.members.has(root));
    // Also where it would not be evaluated.
    if (isMissing) return failure("a template has a variable that it is not given");
    const names: Names = {
      valueOf: (name) => attributeOf(variables, name),
      functions: this.functions,
      template: this.name,
    };
    const result = this.render(template, names, known ? 0 : source.length);
    if (unmarked(result) === null) return failure("a template comes to null");
    // Why would tell what is in the file.
    return isFailure(result) ? failure("a template cannot be evaluated") : result;
  }

  private read(source: string): Expression {
    const read = READ.get(this.functions) ?? new Map<string, Expression>();
    READ.set(this.functions, read);
    const template = parseTemplate(source);
    if (read.size >= MOST_READ) read.clear();
    read.set(source, template);
    return template;
  }
}

/** Why Terraform does not take a value for the variables of a template; null where it may. */
function wrongVariables(given: Unmarked): Unknown | null {
  if (!mayHaveMembers(given)) return failure("the variables of a template are no object");
  const members = given instanceof Unknown ? given.certain.members : given.members;
  for (const name of members?.keys() ?? []) {
    if (!NAME.test(name)) return failure("a variable of a template has a name that is none");
  }
  return null;
}

function mayHaveMembers(value: Unmarked): value is Mapping | Unknown {
  if (value instanceof Mapping) return true;
  return value instanceof Unknown && ["any", "map", "object"].includes(value.certain.type?.kind ?? "any");
}
