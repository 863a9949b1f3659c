import { judge } from "./judge/judge";
import type { Statement } from "./judge/statement";
import type { Figures } from "./figures";
import { checkSentences } from "./sentences/check";
import { play, type Pair } from "./run/play";
import type { Way } from "./run/reviews";
import type { World } from "./worlds/world";

/** A statement that was false, and where it was made. */
export interface Falsehood {
  readonly way: Way;
  readonly statement: Statement;
  readonly pair: Pair;
}

/** Lives through a world, and compares what was said of it with what came. */
export async function compare(world: World, figures: Figures | null = null): Promise<Falsehood[]> {
  const falsehoods: Falsehood[] = [];
  for (const pair of await play(world)) {
    const { record, reviews } = pair;
    if (figures) {
      if (record === null) figures.unplanned += 1;
      else figures.pairs += 1;
      if (record?.endedWell) figures.endedWell += 1;
    }
    if (record === null) continue;
    for (const { way, exitCode, document } of reviews) {
      if (document === null) {
        const statement = {
          kind: "exit code",
          outcome: "false",
          about: "the review",
          says: String(exitCode),
          was: "planned",
        } as const;
        falsehoods.push({ way, statement, pair });
        continue;
      }
      const sentences = document.review ? checkSentences(document.review) : [];
      const given = way.endsWith("listing") ? record : { ...record, listing: null };
      const statements = [...judge(document, exitCode, given), ...sentences];
      figures?.add(way, statements);
      for (const { verdict, notJudged } of document.review?.holders ?? []) {
        figures?.addVerdict(way, notJudged === null ? verdict : "not judged");
      }
      falsehoods.push(
        ...statements.filter(({ outcome }) => outcome === "false").map((statement) => ({ way, statement, pair })),
      );
    }
  }
  return falsehoods;
}
