import { BOOL, NUMBER, STRING } from "../../lib/language/type";
import { written } from "./node";
import { anything, is, way, type Production } from "./production";
import { randomPrimitive, randomType } from "./types";

/** Operators, conditions and what stands around an expression. */
export const OPERATIONS: readonly Production[] = [
  way(5, is("number"), (generator) => {
    const [left, right] = [generator.convertible(NUMBER), generator.convertible(NUMBER)];
    const { random } = generator;
    // What is divided by zero is infinite, which no plan can hold.
    if (random.chance(0.25))
      return written(NUMBER)`(${left} ${random.pick(["/", "%"])} ${random.pick(["2", "3", "0.5"])})`;
    return written(NUMBER)`(${left} ${random.pick(["+", "-", "*"])} ${right})`;
  }),
  way(1, is("number"), (generator) => written(NUMBER)`-${generator.convertible(NUMBER)}`),
  way(1, is("number"), ({ random }) => {
    const number = (): string => String(random.between(1, 9));
    const operator = (): string => random.pick([" + ", " - ", "*", " / ", "%", "-", " ", ""]).replace(/^ ?$/, " + ");
    return written(NUMBER)`${number()}${operator()}${number()}${operator()}${number()}`;
  }),
  way(6, is("bool"), (generator) => {
    const operator = generator.random.pick(["&&", "||"]);
    return written(BOOL)`(${generator.convertible(BOOL)} ${operator} ${generator.convertible(BOOL)})`;
  }),
  way(2, is("bool"), (generator) => written(BOOL)`!${generator.simple(BOOL)}`),
  way(5, is("bool"), (generator) => {
    const operator = generator.random.pick(["<", ">", "<=", ">="]);
    return written(BOOL)`(${generator.convertible(NUMBER)} ${operator} ${generator.convertible(NUMBER)})`;
  }),
  way(6, is("bool"), (generator) => {
    const { random } = generator;
    const type = random.chance(0.7) ? randomPrimitive(random) : randomType(random, 1);
    const other = random.chance(0.85) ? type : randomPrimitive(random);
    const right = random.chance(0.15) ? "null" : generator.of(other);
    return written(BOOL)`(${generator.of(type)} ${random.pick(["==", "!="])} ${right})`;
  }),
  way(6, anything, (generator, type) => {
    const { random } = generator;
    const otherwise = type.kind === "string" ? generator.convertible(STRING) : generator.of(type);
    const then = generator.of(type);
    return written(type)`(${generator.convertible(BOOL)} ? ${then} : ${random.chance(0.06) ? "null" : otherwise})`;
  }),
  way(2, anything, (generator, type) => {
    const comment = generator.random.pick(["", "", "/* a } comment */ ", "# one line\n", '// another "\n']);
    return written(type)`(${comment}${generator.of(type)})`;
  }),
];
