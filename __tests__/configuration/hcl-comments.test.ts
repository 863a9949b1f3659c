import { commentsIn } from "../../lib/configuration/hcl-comments";

describe("the comments of HCL", () => {
  it.each<[string, string[]]>([
    ["a = 1 # one\n\nb = 2 // two\nc = 3 /* three\nlines */ d = 4", ["# one", "// two", "/* three\nlines */"]],
    ["# one\n# two\n\n// three\na = 1\n# four", ["# one\n# two\n// three", "# four"]],
    ['a = "https://x # y" # z', ["# z"]],
    ['a = "\\"#" # z', ["# z"]],
    ['a = "${f("x")}//" # z', ["# z"]],
    ["a = <<EOT\n# no\n// no\nEOT\n# yes", ["# yes"]],
    ["a = <<-EOT\n  # no EOT\n  EOT\n# yes", ["# yes"]],
    ["a = <<EOT\nEOT\n# yes", ["# yes"]],
    ["a = <<A\n# no\nA\nb = <<B\nA\n# no\nB\nc = <<A\n# no\n  A\r\n# yes", ["# yes"]],
    ['a = "${\n1 # yes\n}" # yes', ["# yes", "# yes"]],
    ["# windows\r\n# lines\r\n", ["# windows\n# lines"]],
    ["a = b / c", []],
    ["", []],
  ])("of %j", (text, comments) => {
    expect(commentsIn(text)).toEqual(comments);
  });

  it.each([
    ["quotes", `a = "${'\\"'.repeat(500_000)}\${\n1\n}"`],
    ["heredocs", "<<A\n".repeat(500_000)],
    ["comments", "/* ".repeat(500_000)],
  ])("end, whatever number of %s has no end", (_, text) => {
    expect(commentsIn(text).length).toBeLessThan(2);
  });
});
