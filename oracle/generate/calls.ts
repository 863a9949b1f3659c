import { ANY, type Type } from "../../lib/language/type";
import { ARGUMENTS } from "./arguments";
import type { Generator } from "./generator";
import { written, type Node } from "./node";
import { anything, way, type Production } from "./production";
import { dynamicIn, NOT_CALLED, SIGNATURES, typeFrom, type ListedType, type Parameter } from "./signatures";
import { SPECIAL_CALLS } from "./special-calls";
import { randomPrimitive } from "./types";

/** Calls of the functions whose types say what they take and give; the others are written one by one. */
const BY_SIGNATURE: readonly Production[] = [...SIGNATURES]
  .filter(([name, { returns }]) => returns !== "dynamic" && !NOT_CALLED.has(name) && !(name in SPECIAL_CALLS))
  .map(([name, { parameters, variadic, returns }]) => ({
    weight: 1,
    fits: (type) => dynamicIn(returns, type) !== null,
    write: (generator, type) => {
      const bound = dynamicIn(returns, type) ?? ANY;
      const dynamic = bound.kind === "any" ? randomPrimitive(generator.random) : bound;
      const values = parameters.map((parameter) => argument(generator, name, parameter, dynamic));
      if (variadic !== null) values.push(...rest(generator, name, variadic, dynamic));
      return called(generator, type, name, values);
    },
  }));

const SPECIAL: readonly Production[] = Object.entries(SPECIAL_CALLS).map(([name, { weight, fits, write }]) => ({
  weight: weight ?? 1,
  fits,
  write: (generator, type) => {
    const values = write(generator, type);
    return values === null ? null : called(generator, type, name, values);
  },
}));

/** There are too many functions to have them all compete with operators by the weight of each. */
export const CALLS: readonly Production[] = [
  way(30, anything, (generator, type) => {
    const fitting = [...BY_SIGNATURE, ...SPECIAL].filter((call) => call.fits(type));
    if (fitting.length === 0) return null;
    return generator.random.weighted(fitting.map((call) => [call.weight, call])).write(generator, type);
  }),
];

/** Names are written with their namespace and arguments as a list now and then. */
function called(generator: Generator, type: Type, name: string, values: readonly Node[]): Node {
  const { random } = generator;
  const full = random.chance(0.02) ? `core::${name}` : name;
  if (values.length > 0 && random.chance(0.03)) {
    const [fixed, listed] = [values.slice(0, -1), values.slice(-1)];
    return written(type)`${full}(${fixed}${fixed.length > 0 ? ", " : ""}[${listed}]...)`;
  }
  return written(type)`${full}(${values})`;
}

function argument(generator: Generator, name: string, { name: own, type }: Parameter, dynamic: Type): Node {
  const write = ARGUMENTS[`${name}.${own}`];
  return write ? write(generator) : generator.convertible(typeFrom(type, dynamic));
}

function rest(generator: Generator, name: string, parameter: Parameter, dynamic: Type): Node[] {
  const count = generator.random.between(leastOf(parameter.type), 3);
  return Array.from({ length: count }, () => argument(generator, name, parameter, dynamic));
}

/** What works without any argument more is still called with one mostly. */
function leastOf(type: ListedType): number {
  return type === "dynamic" ? 0 : 1;
}
