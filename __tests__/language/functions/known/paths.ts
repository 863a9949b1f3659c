import { REFUSED, type KnownCall } from "../known-calls";

/** What functions of paths come to in Terraform 1.11. */
export const PATHS: readonly KnownCall[] = [
  ["basename", ["foo/bar/baz.txt"], "baz.txt"],
  ["basename", ["a/"], "a"],
  ["basename", [""], "."],
  ["basename", ["//"], "/"],
  ["basename", ["a\\b"], "a\\b"],
  ["dirname", ["foo/bar/baz.txt"], "foo/bar"],
  ["dirname", [""], "."],
  ["dirname", ["a//"], "a"],
  ["dirname", ["/"], "/"],
  ["dirname", ["/a/../b/c"], "/b"],
  ["dirname", ["../../a"], "../.."],
  ["dirname", ["./a/b"], "a"],
  ["abspath", ["/a/../b/"], "/b"],
  ["abspath", ["/"], "/"],
  ["abspath", ["/../a//b/."], "/a/b"],
  ["pathexpand", ["a//b"], "a//b"],
  ["pathexpand", [""], ""],
  ["pathexpand", ["~someone/a"], REFUSED],
];
