import { URL_PARTS } from "../redaction/urls";
import { tellsSecret } from "../redaction/told-secrets";
import { CREDENTIAL_PARTS, holdsId, isTelling } from "../redaction/credential-patterns";
import { LatestTexts } from "../text/latest-texts";
import { isObject, member, type JsonObject } from "../json/json";

/** Arguments of providers and backends that hold a credential, whatever it looks like. */
const LOGINS = ["access_key", "secret_key", "security_token"];
/** Names that say nothing themselves: their value is what the name around them, or beside them, says. */
const NAMED_AROUND = ["value", "default", "constant_value"];
const NAMING = ["name", "key"];
/** In longer texts, looking for one part after the other takes less time. */
const SHORT = 200;
const PARTS = [...CREDENTIAL_PARTS, ...URL_PARTS];
const ANY_PART = new RegExp(PARTS.map((part) => part.replace(".", "\\.")).join("|"));

/** A text of a configuration that may be a secret, or hold one. */
export interface NotedText {
  /** The name of the member that it is; empty for an element of a list. */
  readonly name: string;
  readonly text: string;
  /** Whether the names around it say that it is a secret. */
  readonly isTold: boolean;
}

/**
 * The few texts of a document that are worth a closer look, for whoever looks for secrets: there may be a million, so
 * that they are gone through once. A name that holds an AccessKey id stands there as well, with no text.
 */
export function notedTexts(document: object): readonly NotedText[] {
  const known = noted.get(document) ?? new Walk().through(document);
  noted.set(document, known);
  return known;
}

const noted = new WeakMap<object, readonly NotedText[]>();

/** What the name of a member says. */
interface NameFacts {
  readonly tellsSecret: boolean;
  readonly isNamedAround: boolean;
  /** Whether a text of that name is worth a closer look, whatever it is. */
  readonly isNoted: boolean;
  readonly holdsId: boolean;
}

class Walk {
  private readonly found: NotedText[] = [];
  private readonly names = new Map<string, NameFacts>();
  private readonly worthALook = new LatestTexts(isWorthALook);
  private readonly pending: object[] = [];
  /** Whether each of those is told to be a secret. */
  private readonly told: boolean[] = [];

  through(document: object): readonly NotedText[] {
    this.take("", document, false, false);
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) {
      const isTold = this.told.pop() === true;
      if (Array.isArray(next)) for (const each of next as unknown[]) this.take("", each, isTold, false);
      else if (isObject(next)) this.look(next, isTold);
    }
    return this.found;
  }

  private look(object: JsonObject, isTold: boolean): void {
    // What JSON.parse and the reader of HCL make inherits nothing that a loop would see.
    for (const name in object) {
      const says = this.saysOf(name);
      if (says.holdsId) this.found.push({ name, text: "", isTold: false });
      const isNamed = says.isNamedAround && (isTold || this.isNamedIn(object));
      this.take(name, object[name], says.tellsSecret || isNamed, says.isNoted);
    }
  }

  private take(name: string, value: unknown, isTold: boolean, isNoted: boolean): void {
    if (typeof value === "string") {
      if (isTold || isNoted || this.worthALook.of(value)) this.found.push({ name, text: value, isTold });
    } else if (typeof value === "object" && value !== null) {
      this.pending.push(value);
      this.told.push(isTold);
    }
  }

  private isNamedIn(object: JsonObject): boolean {
    return NAMING.some((name) => {
      const own = member(object, name);
      return typeof own === "string" && this.saysOf(own).tellsSecret;
    });
  }

  private saysOf(name: string): NameFacts {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    const isNamedAround = NAMED_AROUND.includes(name);
    const facts = {
      tellsSecret: tellsSecret(name),
      isNamedAround,
      isNoted: isNamedAround || LOGINS.includes(name) || isTelling(name),
      holdsId: holdsId(name),
    };
    this.names.set(name, facts);
    return facts;
  }
}

function isWorthALook(text: string): boolean {
  return text.length < SHORT ? ANY_PART.test(text) : PARTS.some((part) => text.includes(part));
}
