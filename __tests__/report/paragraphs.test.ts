import { textOfParagraphs } from "../../lib/report/paragraphs";
import { textOf } from "./text-of";

describe("paragraphs", () => {
  it("have an empty line between them, and none for what has nothing to say", () => {
    expect(textOf(textOfParagraphs([[], ["a", "b"], [], ["c\nd"], []]))).toBe("a\nb\n\nc\nd");
    expect(textOf(textOfParagraphs([[], []]))).toBe("");
  });

  it("have no line that starts like a workflow command", () => {
    expect(textOf(textOfParagraphs([["::a", "b\n ::c"], ["::d"]]))).toBe("\\u{3a}:a\nb\n \\u{3a}:c\n\n\\u{3a}:d");
  });
});
