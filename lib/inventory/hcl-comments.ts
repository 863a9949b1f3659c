/** A text in which no comment begins. */
const QUOTED = /"(?:[^"\\\n]|\\.)*"/u;
const HEREDOC = /<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n(?:[^]*?\n)??[ \t]*\1[ \t]*(?=\r?\n|$)/u;
const COMMENT = /(?:#|\/\/).*|\/\*[^]*?\*\//u;
const PIECE = new RegExp([QUOTED, HEREDOC, COMMENT].map(({ source }) => source).join("|"), "gu");

/**
 * The comments of HCL that can be parsed, in its order. Lines that follow one another are one comment: they are often a
 * block that was taken out, and a secret is known by what stands beside it.
 */
export function commentsIn(text: string): string[] {
  const comments: string[] = [];
  let end = -1;
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (!/^[#/]/.test(piece)) continue;
    if (end >= 0 && text.slice(end, index).trim() === "") comments.push(`${comments.pop() ?? ""}\n${piece}`);
    else comments.push(piece);
    end = index + piece.length;
  }
  return comments;
}
