import type { Holder, Review } from "../judge/review";
import { Statements, type Statement } from "../judge/statement";
import { objection, type Phrases, type Sentence } from "./grammar";
import { CHANGE_SENTENCES, FAILURE_SENTENCES, HOLDER_PHRASES, NUMBER_SENTENCES } from "./holder-sentences";
import { KEY_PHRASES, KEY_SENTENCES } from "./key-sentences";

/** Whether every sentence of a review stems from a fact that it has, too: a sentence that does not is false. */
export function checkSentences({ holders }: Review): Statement[] {
  const statements = new Statements();
  const check = <Facts>(
    about: string,
    text: string | null,
    facts: Facts,
    sentences: readonly Sentence<Facts>[],
    phrases: Phrases<Facts>,
  ): void => {
    if (text === null) return;
    const wrong = objection(text, facts, sentences, phrases);
    statements.add("sentence", about, wrong === null, text, wrong ?? "so");
  };
  const ofHolder = (holder: Holder, text: string | null, sentences: readonly Sentence<Holder>[]): void => {
    check(holder.name, text, holder, sentences, HOLDER_PHRASES);
  };
  for (const holder of holders) {
    for (const key of holder.keys) {
      const about = `${holder.name} / ${key.name}`;
      check(about, key.words, { key, fate: key.fate, holder }, KEY_SENTENCES, KEY_PHRASES);
    }
    ofHolder(holder, holder.change?.words ?? null, CHANGE_SENTENCES);
    if (holder.notJudged !== null) continue;
    ofHolder(holder, holder.text, NUMBER_SENTENCES);
    ofHolder(holder, holder.failure, FAILURE_SENTENCES);
  }
  return statements.all;
}
