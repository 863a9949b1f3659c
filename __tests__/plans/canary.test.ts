import { reviewOf } from "../../lib/plan/review";
import { InputError } from "../../lib/files/input-error";
import { readJsonDocument } from "../../lib/plans/json-document";
import { readPlans } from "../../lib/inventory/read-plans";
import { readStates } from "../../lib/inventory/read-states";
import { FORMATS } from "../../lib/report/formats";
import { evaluate } from "../../lib/rules/evaluate";
import type { Finding } from "../../lib/rules/finding";
import { profileNamed } from "../../lib/rules/profiles/profiles";
import { NO_SETTINGS } from "../../lib/rules/settings";
import { contextOf } from "../report/context";
import { textOf } from "../report/text-of";
import { stack } from "../inventory/fixtures";
import { both, BROKEN, MARKED, NAMES, PLAIN, REPEATED, STATES } from "../../attack/secrets/documents";
import { bytesOf, KEY, keyValues, planOf, TODAY } from "./documents";

/*
 * A secret in every kind of position of a plan or a state is in nothing that is shown, nor, where anything says that it
 * is one, in what is read.
 */

type Json = Record<string, unknown>;

/** Put together, so that no scanner takes this file for a leak; of no form that a word or a path has. */
const CANARIES: readonly (readonly [kind: string, canary: string])[] = [
  ["an AccessKey secret", ["q7Zk", "W2pX", "9vLr", "T4nB", "c8Yd", "J6mH", "s3Ga", "E5"].join("")],
  ["an AccessKey id", ["LT", "AI", "5t", "Zk9v", "Lr4n", "Bc8Y", "d6mH", "s3"].join("")],
  ["a password of words", ["correct", "horse", "battery", "staple", "42"].join(" ")],
  ["a password of odd characters", ["p\\a", '"ss', "wörd", "'${x}", "|<b>", "\n&", "%%", "0123"].join("")],
];

/** A document in which nothing is marked as a secret. */
function innocent(document: Json): Json {
  return JSON.parse(
    JSON.stringify(document, (name, value: unknown) => (name.endsWith("_sensitive") ? {} : value)),
  ) as Json;
}

/** The parts of a canary by which it could be told, in any case and however it is escaped. */
function tracesOf(canary: string): readonly string[] {
  const letters = canary.replace(/[^0-9A-Za-zö]/g, "");
  return [letters.slice(0, 12), letters.slice(-12)];
}

function expectNothingOf(canary: string, text: string, place: string): void {
  const shown = text.replace(/\\[nu"\\]|&\w+;|[^0-9A-Za-zö]/g, "");
  for (const trace of tracesOf(canary)) {
    if (shown.includes(trace)) throw new Error(`${place} shows ${JSON.stringify(trace)} of the canary`);
  }
}

/** Everything that can be reached from a value, as one text. */
function everythingIn(value: object): string {
  return JSON.stringify(value, (name, inner: unknown) => {
    if (name === "secretMarks") return undefined;
    return inner instanceof Map || inner instanceof Set ? [...(inner as Map<unknown, unknown>)] : inner;
  });
}

let shown = 0;

function expectNoFormatToShow(canary: string, findings: readonly Finding[]): void {
  for (const [format, render] of Object.entries(FORMATS)) {
    const context = contextOf({ files: new Map([["app", "cdk.tf.json"]]), columns: 80, colors: true });
    expectNothingOf(canary, textOf(render(findings, context)), format);
    shown++;
  }
}

const settings = { ...NO_SETTINGS, profile: profileNamed("strict") ?? null };
const configuration = stack("app", { resource: { [KEY]: { k: { user_name: "etl" } } } });

function findingsAt(canary: string, given: Json): { findings: Finding[]; read: string } {
  const { content } = readJsonDocument(bytesOf(given), "plan.json", ["plan"]);
  const plans = [
    { name: "app", document: content },
    { name: "app", document: content, configuration },
  ].map((source) => readPlans([source]));
  const findings = plans.flatMap((plan) => [
    ...evaluate(plan.after, { stage: "plan", today: TODAY, review: reviewOf(plan), settings }),
    ...[plan.before, plan.recorded].flatMap((inventory) =>
      evaluate(inventory, { stage: "state", today: TODAY, settings }),
    ),
  ]);
  expectNothingOf(canary, JSON.stringify(findings), "a finding");
  for (const plan of plans) expectNothingOf(canary, everythingIn(plan.stacks), "what a plan says of itself");
  return { findings, read: everythingIn(plans) };
}

describe.each(CANARIES)("%s", (kind, canary) => {
  /** The id of a key is what it is found by, so that it is read; only outputs shorten it. */
  const isId = kind === "an AccessKey id";

  it.each(Object.entries({ ...MARKED, ...NAMES, ...REPEATED }))(
    "is gone when a plan is read: %s",
    (_, documentWith) => {
      const { findings, read } = findingsAt(canary, documentWith(canary));
      expectNothingOf(canary, read, "the plan");
      expectNoFormatToShow(canary, findings);
    },
  );

  it.each(Object.entries(PLAIN))("is shown nowhere: %s", (_, documentWith) => {
    expectNoFormatToShow(canary, findingsAt(canary, documentWith(canary)).findings);
  });

  it.each(Object.entries(STATES))("is gone when a state is read: %s", (_, documentWith) => {
    const wanted = ["state", "stateFile"] as const;
    const source = { name: "app", document: readJsonDocument(bytesOf(documentWith(canary)), "state.json", wanted) };
    for (const given of [source, { ...source, configuration }]) {
      const inventory = readStates([given]);
      expectNothingOf(canary, everythingIn(inventory), "the state");
      const findings = evaluate(inventory, { stage: "state", today: TODAY, settings });
      expectNothingOf(canary, JSON.stringify(findings), "a finding");
      expectNoFormatToShow(canary, findings);
    }
  });

  it.each(Object.entries(BROKEN))("is in no error: %s", (_, textWith) => {
    expect.assertions(1);
    try {
      readJsonDocument(Buffer.from(textWith(canary)), "plan.json", ["plan"]);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      expectNothingOf(canary, error instanceof Error ? `${error.message}` : "", "the error");
    }
  });

  it("is shortened where it is the id of a key", () => {
    if (!isId) return;
    const { findings } = findingsAt(canary, planOf([both(`${KEY}.k`, keyValues(null, { id: canary }))]));
    expectNoFormatToShow(canary, findings);
  });
});

describe("the canaries", () => {
  it("would be found, were they shown", () => {
    for (const [, canary] of CANARIES) {
      for (const text of [canary, JSON.stringify(canary), `x ${canary}`]) {
        expect(() => expectNothingOf(canary, text, "a text")).toThrow("shows");
      }
    }
    expect(shown).toBeGreaterThan(CANARIES.length * Object.keys(FORMATS).length * 30);
  });

  it("stand where findings show what stands there", () => {
    const word = "an-innocent-word";
    const showing = Object.values({ ...NAMES, ...REPEATED }).filter((documentWith) =>
      JSON.stringify(findingsAt("x".repeat(40), innocent(documentWith(word))).findings).includes(word),
    );
    expect(showing.length).toBeGreaterThanOrEqual(12);
  });
});
