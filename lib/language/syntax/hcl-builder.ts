import { compareTexts } from "../value";

/** A body of HCL as JSON: arguments by their names; by their kind and labels lists of blocks. */
export interface HclBody {
  readonly [name: string]: unknown;
}

/** What a name stands for. */
type Node =
  | { readonly kind: "argument"; readonly value: unknown }
  | { readonly kind: "blocks"; readonly bodies: unknown[] }
  | { readonly kind: "labels"; readonly within: HclBuilder };

/** Puts arguments and blocks together. */
export class HclBuilder {
  private readonly members = new Map<string, Node>();

  /** False where it cannot stand beside what is there already. */
  add({ path, value, isBlock }: { path: readonly string[]; value: unknown; isBlock: boolean }): boolean {
    const [name = "", ...labels] = path;
    const known = this.members.get(name);
    if (labels.length > 0) {
      const node = known ?? { kind: "labels", within: new HclBuilder() };
      this.members.set(name, node);
      return node.kind === "labels" && node.within.add({ path: labels, value, isBlock });
    }
    if (known === undefined) {
      this.members.set(name, isBlock ? { kind: "blocks", bodies: [value] } : { kind: "argument", value });
      return true;
    }
    if (known.kind === "blocks" && isBlock) known.bodies.push(value);
    return known.kind === "blocks" && isBlock;
  }

  /** In the order of the names, as the HCL library has them. */
  build(): HclBody {
    const names = [...this.members.keys()].sort(compareTexts);
    return Object.fromEntries(names.map((name) => [name, this.valueOf(name)]));
  }

  private valueOf(name: string): unknown {
    const node = this.members.get(name);
    if (node === undefined) return undefined;
    if (node.kind === "argument") return node.value;
    return node.kind === "blocks" ? node.bodies : node.within.build();
  }
}

/** Two parts of one file together, in the order of the names; null where both have blocks of one address. */
export function mergedBodies(one: HclBody, other: HclBody): HclBody | null {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort(compareTexts);
  const members: [string, unknown][] = [];
  for (const name of names) {
    const [first, second] = [own(one, name), own(other, name)];
    const isBoth = first !== undefined && second !== undefined;
    const both = isBoth && isBody(first) && isBody(second) ? mergedBodies(first, second) : null;
    if (isBoth && both === null) return null;
    members.push([name, both ?? first ?? second]);
  }
  return Object.fromEntries(members);
}

function own(body: HclBody, name: string): unknown {
  return Object.hasOwn(body, name) ? body[name] : undefined;
}

function isBody(value: unknown): value is HclBody {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
