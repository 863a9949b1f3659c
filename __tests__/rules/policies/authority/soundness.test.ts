import fc from "fast-check";
import { authorityChanges } from "../../../../lib/rules/policies/authority/changes";
import { linesOf, worldOf, type Document, type World } from "./world";

/*
 * Against brute force: policies over a small alphabet, and every request that they can tell apart. Each part of a text
 * is one character, so that the patterns below can match all that there is.
 */

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const SERVICES = ["a", "b", "c"];
const NAMES = ["x", "y", "w", "xy", "xw", "wy", "ww"];
const ACTIONS = SERVICES.flatMap((service) => NAMES.map((name) => `${service}:${name}`));
const RESOURCES = ["p", "q", "r", "pq", "pr", "rq", "rr", "Q"];
const CONTEXTS = ["1", "2", "3", "4"];

const ACTION = fc.constantFrom("*", "a:*", "A:x", "a:y", "a:x*", "*:x", "b:*", "?:y", "b:?", "b:xy", "*:*y");
const RESOURCE = fc.constantFrom("*", "p", "p*", "q", "?", "*q", "pq", "Q");
const list = (each: fc.Arbitrary<string>): fc.Arbitrary<string[]> => fc.array(each, { minLength: 1, maxLength: 3 });
const CONDITION = fc.constantFrom(["1"], ["2"], ["1", "2"], ["3"], ["2", "3"]);

function statementOf(isConditional: boolean): fc.Arbitrary<Statement> {
  const usually = { weight: 4, arbitrary: fc.constant(false) };
  const sometimes = fc.oneof(usually, { weight: 1, arbitrary: fc.constant(true) });
  return fc
    .record({
      effect: fc.constantFrom<"Allow" | "Deny">("Allow", "Allow", "Allow", "Deny"),
      actions: list(ACTION),
      resources: list(RESOURCE),
      allButActions: sometimes,
      allButResources: sometimes,
      conditions: isConditional ? fc.option(CONDITION) : fc.constant(null),
    })
    .map(({ effect, actions, resources, allButActions, allButResources, conditions }) => ({
      Effect: effect,
      [allButActions ? "NotAction" : "Action"]: actions,
      [allButResources ? "NotResource" : "Resource"]: resources,
      ...(conditions ? { Condition: { StringEquals: { "x:y": conditions } } } : {}),
    }));
}

const policy = (isConditional = false): fc.Arbitrary<Statement[]> =>
  fc.array(statementOf(isConditional), { minLength: 1, maxLength: 4 });

const EXPRESSIONS = new Map<string, RegExp>();

function matches(pattern: string, text: string, flags: string): boolean {
  const source = [...pattern].map((part) => (part === "*" ? ".*" : part === "?" ? "." : part)).join("");
  const expression = EXPRESSIONS.get(flags + source) ?? new RegExp(`^${source}$`, flags);
  EXPRESSIONS.set(flags + source, expression);
  return expression.test(text);
}

function isNamed(patterns: readonly string[] = [], text: string, flags: string): boolean {
  return patterns.some((pattern) => matches(pattern, text, flags));
}

/** Every request that the statements allow, one at a time, as RAM's documentation says. */
function allowed(statements: readonly Statement[]): Set<string> {
  const allows = new Set<string>();
  const denies = new Set<string>();
  for (const { Effect, Action, NotAction, Resource, NotResource, Condition } of statements) {
    const values = Object.values(Condition ?? {}).flatMap((keys) => Object.values(keys));
    const contexts = CONTEXTS.filter((context) => values.every((each) => each.includes(context)));
    const resources = RESOURCES.filter((resource) => isNamed(Resource ?? NotResource, resource, "") !== !Resource);
    for (const action of ACTIONS.filter((each) => isNamed(Action ?? NotAction, each, "i") !== !Action)) {
      for (const resource of resources) {
        for (const context of contexts) (Effect === "Allow" ? allows : denies).add(`${action} ${resource} ${context}`);
      }
    }
  }
  return new Set([...allows].filter((request) => !denies.has(request)));
}

function isBeyond(before: readonly Statement[], after: readonly Statement[]): boolean {
  const old = allowed(before);
  return [...allowed(after)].some((request) => !old.has(request));
}

const one = (statements: readonly Statement[]): World => ({
  policies: { p: statements },
  granted: { "user:etl": ["p"] },
});

function compared(before: World, after: World): { widened: boolean; narrowed: boolean } {
  const [change] = authorityChanges(worldOf(before), worldOf(after)).principals;
  return { widened: (change?.widened.length ?? 0) > 0, narrowed: (change?.narrowed.length ?? 0) > 0 };
}

const NUMBER_OF_RUNS = 400;

describe("the difference of two policies", () => {
  it.each([
    ["without conditions", false],
    ["with conditions", true],
  ])("misses no request that brute force finds, %s", (_, isConditional) => {
    fc.assert(
      fc.property(policy(isConditional), policy(isConditional), (before, after) => {
        const { widened, narrowed } = compared(one(before), one(after));
        expect(isBeyond(before, after) && !widened).toBe(false);
        expect(isBeyond(after, before) && !narrowed).toBe(false);
      }),
      { numRuns: NUMBER_OF_RUNS },
    );
  });

  it("misses none when one statement comes and another goes", () => {
    const [kept, removed, added] = [policy(true), statementOf(true), statementOf(true)];
    fc.assert(
      fc.property(kept, fc.option(removed), fc.option(added), (statements, old, current) => {
        const before = [...statements, ...(old ? [old] : [])];
        const after = [...(current ? [current] : []), ...statements];
        const { widened, narrowed } = compared(one(before), one(after));
        expect(isBeyond(before, after) && !widened).toBe(false);
        expect(isBeyond(after, before) && !narrowed).toBe(false);
      }),
      { numRuns: NUMBER_OF_RUNS },
    );
  });

  it("misses none that a user gets through a group, or by several policies", () => {
    const policies = fc.record({ p: policy(), q: policy(), r: policy() });
    const held = fc.subarray(["p", "q", "r"]);
    fc.assert(
      fc.property(policies, held, held, held, held, (documents, own, inherited, ownLater, inheritedLater) => {
        const world = (user: readonly string[], group: readonly string[]): World => ({
          policies: documents,
          members: { team: ["etl"] },
          granted: { "user:etl": user, "group:team": group },
        });
        const statements = (names: readonly string[]): Statement[] =>
          names.flatMap((name) => documents[name as keyof typeof documents]);
        const before = statements([...own, ...inherited]);
        const after = statements([...ownLater, ...inheritedLater]);
        const { principals } = authorityChanges(
          worldOf(world(own, inherited)),
          worldOf(world(ownLater, inheritedLater)),
        );
        const user = principals.find(({ principal }) => principal.kind === "user");
        expect(isBeyond(before, after) && !user?.widened.length).toBe(false);
        expect(isBeyond(after, before) && !user?.narrowed.length).toBe(false);
      }),
      { numRuns: NUMBER_OF_RUNS },
    );
  });

  it("is the same the other way round", () => {
    const others = { allowed: "no longer allowed", "no longer denied": "denied" } as const;
    fc.assert(
      fc.property(policy(true), policy(true), (before, after) => {
        const [forth] = authorityChanges(worldOf(one(before)), worldOf(one(after))).principals;
        const [back] = authorityChanges(worldOf(one(after)), worldOf(one(before))).principals;
        const swapped = forth?.widened.map((grant) => ({ ...grant, change: others[grant.change as "allowed"] }));
        expect(back?.narrowed).toEqual(swapped);
      }),
      { numRuns: NUMBER_OF_RUNS },
    );
  });
});

describe("no difference", () => {
  /** One of the ways to write the same: by a number, so that shrinking leads to the simplest. */
  const rewritten = (statements: readonly Statement[], seed: number): Statement[] => {
    const split = statements.flatMap(({ Action, Resource, ...rest }): Statement[] => {
      const actions = Action && seed % 2 === 1 ? Action.map((each) => [each]) : [Action];
      const resources = Resource && seed % 3 === 1 ? Resource.map((each) => [each]) : [Resource];
      return actions.flatMap((some) =>
        resources.map((others) => ({
          ...rest,
          ...(some && { Action: some.map((each) => (seed % 5 === 1 ? each.toUpperCase() : each)).reverse() }),
          ...(others && { Resource: [...others, ...others].reverse() }),
        })),
      );
    });
    return seed % 7 === 1 ? [...split, ...split] : split.reverse();
  };

  it("is made by order, case, repetition, and the way in which statements are split", () => {
    fc.assert(
      fc.property(policy(true), fc.nat(210), (statements, seed) => {
        const written = rewritten(statements, seed);
        expect(compared(one(statements), one(written))).toEqual({ widened: false, narrowed: false });
        expect(compared(one(written), one(statements))).toEqual({ widened: false, narrowed: false });
      }),
      { numRuns: NUMBER_OF_RUNS },
    );
  });

  it("is made by splitting a policy into several, with other names, or giving them to the user's group", () => {
    fc.assert(
      fc.property(policy(true), policy(true), fc.constantFrom("user:etl", "group:team"), (some, more, holder) => {
        const world = (parts: Record<string, Document>, holders: Record<string, string[]>): World => ({
          policies: parts,
          granted: holders,
          members: { team: ["etl"] },
        });
        const whole = world({ p: [...some, ...more] }, { "user:etl": ["p"] });
        const parts = world({ q: some, r: more }, { "user:etl": ["q"], "group:team": [], [holder]: ["q", "r"] });
        const users = (before: World, after: World): string[] =>
          authorityChanges(worldOf(before), worldOf(after))
            .principals.filter(({ principal }) => principal.kind === "user")
            .flatMap(linesOf);
        expect(users(whole, parts)).toEqual([]);
        expect(users(parts, whole)).toEqual([]);
      }),
      { numRuns: NUMBER_OF_RUNS },
    );
  });
});
