import { decimal } from "../../lib/language/convert";
import { evaluate, type Budget } from "../../lib/language/evaluate";
import { FUNCTIONS } from "../../lib/language/functions/catalogue";
import { parseExpression } from "../../lib/language/syntax/parse";
import { BOOL } from "../../lib/language/type";
import { failure, LIMITS, Unknown, unmarked, type Value } from "../../lib/language/value";

const TOO_LONG = "it takes longer to evaluate than anybody waits for";
const flag = new Unknown("it is open", { type: BOOL, isSet: true });

function valueOf(expression: string, names: Readonly<Record<string, Value>> = {}, budget?: Budget): Value {
  return evaluate(parseExpression(expression), {
    valueOf: (name) => names[name] ?? failure(`there is no ${name}`),
    functions: FUNCTIONS,
    ...(budget && { budget }),
  });
}

function reasonOf(value: Value): string | null {
  const inner = unmarked(value);
  return inner instanceof Unknown ? inner.because : null;
}

describe("beyond what anybody writes", () => {
  it.each(['"1e9999999999" % 7', '7 % "1e-9999999999"', "1e154 % 7"])("the remainder %s is not known", (expression) => {
    expect(valueOf(expression)).toMatchObject({ certain: { type: { kind: "number" }, isSet: true } });
  });

  it("the remainder of a number that is exact is known", () => {
    expect(valueOf("1e153 % 7")).toEqual(decimal("6"));
    expect(valueOf('7 % "1e9999999999"')).toEqual(decimal("7"));
  });

  it("texts that are made again and again count for as long as they are", () => {
    const inLoop = 'length([for a in range(1000) : length([for b in range(1000) : format("%100000s", a)])])';
    expect(JSON.stringify(valueOf(`[${inLoop}, "x"]`))).toContain(TOO_LONG);
    expect(reasonOf(valueOf('length([for a in range(100) : format("%1000s", a)])'))).toBeNull();
  });

  it("a list of long texts is bounded as one of many elements is", () => {
    const long = "x".repeat(LIMITS.text);
    expect(reasonOf(valueOf("[for a in range(20) : long]", { long }))).toBeNull();
    expect(reasonOf(valueOf("[for a in range(30) : long]", { long }))).toBe("it has more elements than are looked at");
  });

  it("what is one of two values is bounded as each of them is", () => {
    let value: Value = new Unknown("it is open");
    for (let times = 0; times < 12; times++) {
      value = valueOf("flag ? [value] : [value, value]", { flag, value });
      const inner = unmarked(value);
      expect(inner instanceof Unknown && inner.weight).toBeLessThanOrEqual(LIMITS.elements);
    }
  });

  it("expressions share what may be done for all of them", () => {
    const budget = { stepsLeft: 8 };
    expect(valueOf("upper(lower(upper(text)))", { text: "a" }, budget)).toBe("A");
    expect(budget.stepsLeft).toBe(4);
    expect(reasonOf(valueOf("[upper(text), upper(text), upper(text)]", { text: "a" }, budget))).toBeNull();
    expect(reasonOf(valueOf("upper(text)", { text: "a" }, budget))).toBe(TOO_LONG);
  });
});
