/** Where a comment begins, or a text in which none does. What has no end here is only skipped. */
const PIECE =
  /"(?:[^"\\\n]|\\.)*"|\\[^]|<<-?(?<marker>[\p{L}_][\p{L}\p{N}_-]*)\r?\n|(?:#|\/\/).*|\/\*[^]*?(?:\*\/|$)/gu;
/** A line of one name, with which a heredoc may end. */
const LAST_LINE = /^[ \t]*([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?$/u;

/**
 * The comments of HCL that can be parsed, in its order. Lines that follow one another are one comment: they are often a
 * block that was taken out, and a secret is known by what stands beside it.
 */
export function commentsIn(text: string): string[] {
  const comments: string[] = [];
  const ends = text.includes("<<") ? new HeredocEnds(text) : null;
  const pieces = new RegExp(PIECE);
  let end = -1;
  for (let found = pieces.exec(text); found !== null; found = pieces.exec(text)) {
    const { 0: piece, index, groups } = found;
    const marker = groups?.["marker"];
    if (marker !== undefined) pieces.lastIndex = ends?.after(marker, pieces.lastIndex) ?? pieces.lastIndex;
    if (!/^[#/]/.test(piece)) continue;
    if (end >= 0 && text.slice(end, index).trim() === "") comments.push(`${comments.pop() ?? ""}\n${piece}`);
    else comments.push(piece);
    end = index + piece.length;
  }
  return comments;
}

/** Where lines end that hold one name only. A text is read once, however many heredocs it has. */
class HeredocEnds {
  /** In the order of the text, those that were passed by taken out. */
  private readonly byMarker = new Map<string, number[]>();

  constructor(text: string) {
    let start = 0;
    for (const line of text.split("\n")) {
      const end = start + line.length;
      const [, marker] = LAST_LINE.exec(line) ?? [];
      if (marker !== undefined) {
        const ends = this.byMarker.get(marker) ?? [];
        this.byMarker.set(marker, ends);
        ends.push(end);
      }
      start = end + 1;
    }
    for (const ends of this.byMarker.values()) ends.reverse();
  }

  /** Where the first of them behind a position ends; positions only grow. */
  after(marker: string, position: number): number | undefined {
    const ends = this.byMarker.get(marker) ?? [];
    while ((ends[ends.length - 1] ?? position) < position) ends.pop();
    return ends[ends.length - 1];
  }
}
