import type { Random } from "../../truth/random";
import { ANY, BOOL, NUMBER, STRING, type Type } from "../../lib/language/type";
import { CALLS } from "./calls";
import { COLLECTIONS, collectionLiteral } from "./collections";
import { numberLiteral, textLiteral, truthLiteral } from "./literals";
import { written, type Node } from "./node";
import { OPERATIONS } from "./operations";
import type { Production } from "./production";
import type { Reference } from "./references";
import { TEMPLATES } from "./templates";
import { fits, randomPrimitive } from "./types";

const PRODUCTIONS: readonly Production[] = [...OPERATIONS, ...TEMPLATES, ...COLLECTIONS, ...CALLS];

/** Writes random expressions of a type that is wanted, of which most mean something. */
export class Generator {
  public constructor(
    public readonly random: Random,
    private readonly references: readonly Reference[],
    /** How often an open name is taken where any would do. */
    private readonly openness: number,
    /** How many levels may still be nested. */
    private readonly depth = 4,
    private readonly variables = 0,
  ) {}

  public get isDeep(): boolean {
    return this.depth > 0;
  }

  /** An expression of a type, of any form. */
  public of(type: Type): Node {
    if (type.kind === "any") return this.of(randomPrimitive(this.random));
    if (this.depth <= 0 || this.random.chance(0.2)) return this.simple(type);
    const inner = this.deeper();
    const fitting = PRODUCTIONS.filter((production) => production.fits(type));
    for (let tries = 0; tries < 5 && fitting.length > 0; tries += 1) {
      const production = this.random.weighted(fitting.map((each) => [each.weight, each]));
      const node = production.write(inner, type);
      if (node !== null) return { ...node, type };
    }
    return this.simple(type);
  }

  /** What stands where a value is converted: mostly of the type itself. */
  public convertible(type: Type): Node {
    if (!this.random.chance(0.08)) return this.of(type);
    if (type.kind === "string") return this.of(this.random.pick([NUMBER, BOOL]));
    if (type.kind === "number") return written(STRING)`"${this.random.pick(["0", "1", "12", "-3.5", "1e2", "007"])}"`;
    if (type.kind === "bool") return written(STRING)`"${this.random.pick(["true", "false"])}"`;
    return this.of(type);
  }

  /** A literal, or what a name stands for. */
  public simple(type: Type): Node {
    return (this.random.chance(0.45) ? this.reference(type) : null) ?? this.literal(type);
  }

  public literal(type: Type): Node {
    switch (type.kind) {
      case "string":
        return textLiteral(this.random);
      case "number":
        return numberLiteral(this.random);
      case "bool":
        return truthLiteral(this.random);
      case "any":
        return this.literal(randomPrimitive(this.random));
      default:
        return collectionLiteral(this.deeper(), type);
    }
  }

  /** What names stand for of this type: variables of a `for` first. */
  public reference(type: Type): Node | null {
    const fitting = this.references.filter((reference) => fits(reference.type, type));
    if (fitting.length === 0) return null;
    const variables = this.references.slice(0, this.variables).filter((reference) => fitting.includes(reference));
    if (variables.length > 0 && this.random.chance(0.7)) return written(type)`${this.random.pick(variables).text}`;
    const open = fitting.filter(({ isOpen }) => isOpen);
    const among = open.length > 0 && this.random.chance(this.openness) ? open : fitting;
    return written(type)`${this.random.pick(among).text}`;
  }

  /** One that knows variables of a `for` as well. */
  public knowing(variables: readonly (readonly [name: string, type: Type])[]): Generator {
    const references = variables.map(([text, type]) => ({ text, type, isOpen: false }));
    const count = this.variables + references.length;
    return new Generator(this.random, [...references, ...this.references], this.openness, this.depth, count);
  }

  /** A name that no variable of a `for` around has. */
  public variableName(): string {
    const base = this.random.pick(["v", "key", "each_one", "x-y", "in_"]);
    return this.variables === 0 ? base : `${base}${this.variables}`;
  }

  public several(least: number, most: number, type: Type = ANY): Node[] {
    return Array.from({ length: this.random.between(least, most) }, () => this.of(type));
  }

  private deeper(): Generator {
    return new Generator(this.random, this.references, this.openness, this.depth - 1, this.variables);
  }
}
