/** A body of HCL 1: arguments by name, and blocks as lists of bodies, as its JSON form has them. */
export interface Body {
  [name: string]: unknown;
}

/** Texts, words (names, numbers, true and false), marks and comments; what is none of these is one character. */
const TOKEN = /"(?:[^"\\\n]|\\.)*"?|[\w.+-]+|\/\*[^]*?(?:\*\/|$)|(?:#|\/\/)[^\n]*|\S/g;

/** Reads the language of Terraform's CLI configuration, which is not that of its configurations; throws a sentence. */
export function parseHcl1(text: string): Body {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token).filter((token) => !/^(#|\/\/|\/\*)/.test(token));
  let next = 0;

  function take(wanted?: string): string {
    const token = tokens[next++];
    if (token === undefined) throw new Error("it ends in the middle of a block");
    if (wanted !== undefined && token !== wanted) throw new Error(`it has ${wanted} missing before ${shown(token)}`);
    return token;
  }

  function body(end?: string): Body {
    const result: Body = {};
    while (next < tokens.length || end !== undefined) {
      if (tokens[next] === end) break;
      if (tokens[next] === ",") next += 1;
      else item(result);
    }
    if (end !== undefined) take(end);
    return result;
  }

  function item(into: Body): void {
    const name = nameOf(take());
    if (tokens[next] === "=" || tokens[next] === ":") {
      next += 1;
      into[name] = value();
      return;
    }
    const block = blockOf();
    const others = Array.isArray(into[name]) ? (into[name] as unknown[]) : [];
    into[name] = [...others, block];
  }

  function blockOf(): Body {
    if (tokens[next] !== "{") return { [nameOf(take())]: [blockOf()] };
    next += 1;
    return body("}");
  }

  function value(): unknown {
    const token = take();
    if (token === "{") return body("}");
    if (token === "[") return list();
    if (token.startsWith('"')) return nameOf(token);
    if (token === "true" || token === "false") return token === "true";
    if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
    throw new Error(`it has no value at ${shown(token)}`);
  }

  function list(): unknown[] {
    const items: unknown[] = [];
    while (tokens[next] !== "]") {
      items.push(value());
      if (tokens[next] === ",") next += 1;
    }
    next += 1;
    return items;
  }

  return body();
}

function nameOf(token: string): string {
  if (/^[\w.+-]+$/.test(token)) return token;
  try {
    return JSON.parse(token) as string;
  } catch {
    throw new Error(`it has no name or text at ${shown(token)}`);
  }
}

/** A token may be a secret. */
function shown(token: string): string {
  return token.length === 1 ? token : "a text";
}
