import { posix } from "node:path";
import { STRING } from "../type";
import { failure, text, type Value } from "../value";
import type { Definition, Functions } from "./definition";
import { unknownText } from "./unknown-text";

/** Functions of paths, as Terraform has them where "/" stands between directories. */
export const PATH_FUNCTIONS: Functions = {
  abspath: ofPath((path) =>
    path.startsWith("/") ? text(clean(path)) : unknownText("it depends on where Terraform runs"),
  ),
  basename: ofPath((path) => text(lastOf(path))),
  dirname: ofPath((path) => text(clean(path.slice(0, path.lastIndexOf("/") + 1)))),
  pathexpand: ofPath((path) => {
    if (!path.startsWith("~")) return path;
    return /^~(?:$|[/\\])/.test(path)
      ? unknownText("it depends on who runs Terraform")
      : failure("it is the home of another user");
  }),
};

function ofPath(call: (path: string) => Value): Definition {
  return { parameters: [{ type: STRING }], returns: STRING, result: "contains", call };
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
