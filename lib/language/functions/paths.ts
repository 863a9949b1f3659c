import { posix } from "node:path";
import { prefixOf, textOf } from "../parts";
import { STRING } from "../type";
import { failure, text, Unknown, type Value } from "../value";
import type { Definition, Functions } from "./definition";
import type { Text } from "./partly-known";
import { unknownText } from "./unknown-text";

/** Functions of paths, as Terraform has them where "/" stands between directories. */
export const PATH_FUNCTIONS: Functions = {
  abspath: ofPart((path) =>
    typeof path === "string" && path.startsWith("/")
      ? text(clean(path))
      : somePath("it depends on where Terraform runs"),
  ),
  basename: ofPath((path) => text(lastOf(path))),
  dirname: ofPath((path) => text(clean(path.slice(0, path.lastIndexOf("/") + 1)))),
  pathexpand: ofPart((path) => {
    const start = prefixOf(path);
    if (start === "" && path instanceof Unknown) return unknownText(path.because);
    if (!start.startsWith("~")) return path;
    if (path === "~" || /^~[/\\]/.test(start)) return somePath("it depends on who runs Terraform");
    return path instanceof Unknown ? unknownText(path.because) : failure("it is the home of another user");
  }),
};

function ofPath(call: (path: string) => Value): Definition {
  return { parameters: [{ type: STRING }], returns: STRING, result: "contains", call };
}

/** Of a function of which something is certain although its path is not known. */
function ofPart(call: (path: Text) => Value): Definition {
  return { parameters: [{ type: STRING, takesUnknown: true }], returns: STRING, result: "contains", call };
}

/** A path that is not known but has directories. */
function somePath(because: string): Value {
  const hole = { value: unknownText(because), as: "text" } as const;
  return textOf([hole, "/", hole]);
}

/** The last name of a path; a slash where there is none. */
function lastOf(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end -= 1;
  if (end === 0) return path === "" ? "." : "/";
  return path.slice(path.lastIndexOf("/", end - 1) + 1, end);
}

/** The shortest path that means the same, without a slash at its end. */
function clean(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}
