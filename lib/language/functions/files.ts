import { createHash } from "node:crypto";
import type { Mark, Origin } from "../marks";
import { setOfValues } from "../sets";
import { BOOL, setOf, STRING } from "../type";
import { failure, text, Unknown, withMarks, type Value } from "../value";
import type { Definition, Functions } from "./definition";

/** Where functions find files. What is not there, or is not read, is unknown with the reason. */
export interface Files {
  /** The bytes of a file. */
  read(path: string): Uint8Array | Unknown;
  /** Whether a file is there. */
  exists(path: string): boolean | Unknown;
  /** The paths of the files that match a pattern, from the directory on. */
  find(directory: string, pattern: string): readonly string[] | Unknown;
}

/** Whether a function of that name looks at files: all that do, and no others, are called so. */
export function looksAtFiles(name: string): boolean {
  return name.startsWith("file");
}

/**
 * Functions that look at files. What they read has a mark whose origin is of the kind "file", one for each path, so
 * that whatever prints values can leave it out: Terraform does not take it as sensitive, but it may be a key.
 */
export function fileFunctions(files: Files): Functions {
  const origins = new Map<string, Origin>();
  const originOf = (path: string): Origin => {
    const origin = origins.get(path) ?? { kind: "file", isSensitive: false };
    origins.set(path, origin);
    return origin;
  };
  const reading = (holds: Mark["holds"], change: (content: Uint8Array) => Value): Definition => ({
    parameters: [{ type: STRING }],
    returns: STRING,
    result: "derived",
    call: (path: string) => {
      const content = files.read(path);
      if (content instanceof Unknown) return content;
      return withMarks(change(content), [{ origin: originOf(path), holds, isUnmasked: false }]);
    },
  });
  const hashing = (algorithm: string, form: "hex" | "base64"): Definition =>
    reading("derived", (content) => createHash(algorithm).update(content).digest(form));
  return {
    file: reading("contains", textOf),
    filebase64: reading("contains", (content) => text(Buffer.from(content).toString("base64"))),
    filebase64sha256: hashing("sha256", "base64"),
    filebase64sha512: hashing("sha512", "base64"),
    fileexists: {
      parameters: [{ type: STRING }],
      returns: BOOL,
      result: "derived",
      call: (path: string) => files.exists(path),
    },
    filemd5: hashing("md5", "hex"),
    fileset: {
      parameters: [{ type: STRING }, { type: STRING }],
      returns: setOf(STRING),
      result: "derived",
      call: (directory: string, pattern: string) => {
        const found = files.find(directory, pattern);
        return found instanceof Unknown ? found : setOfValues(found.map(text), STRING);
      },
    },
    filesha1: hashing("sha1", "hex"),
    filesha256: hashing("sha256", "hex"),
    filesha512: hashing("sha512", "hex"),
  };
}

function textOf(content: Uint8Array): Value {
  try {
    return text(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content));
  } catch {
    return failure("the file that it is read from is no text in UTF-8");
  }
}
