import { member } from "../json/json";
import type { Value } from "../language/value";
import type { Block } from "./blocks";
import { countedBy, expansionInCircle, namedBy, SINGLE, type Expansion } from "./expansion";
import type { ModuleEvaluation } from "./module-evaluation";
import { Step } from "./schedule";
import type { WrittenValues } from "./written-values";

/** What `count` and `for_each` of the blocks of a module come to, made as it is asked for. */
export class Repetitions {
  private readonly values = new Map<Block, Step<Value>>();
  private readonly expansions = new Map<Block, Step<Expansion>>();

  public constructor(
    private readonly module: ModuleEvaluation,
    private readonly written: WrittenValues,
  ) {}

  /** The instances of a block; null for one that is one instance without a key. */
  public expansionStep(block: Block): Step<Expansion> | null {
    const count = member(block.body, "count") ?? null;
    const forEach = member(block.body, "for_each") ?? null;
    if (count === null && forEach === null) return null;
    const known = this.expansions.get(block);
    if (known) return known;
    const value = this.valueStep(block);
    const name = count !== null ? "count" : "for_each";
    const areAlike = !this.written.referencesIn(block.body).some(({ root }) => root === "each" || root === "count");
    const step = new Step<Expansion>(
      () => [value],
      () => (count !== null ? countedBy(value.read(), areAlike) : namedBy(value.read(), areAlike)),
      (because) => expansionInCircle(name, because),
    );
    this.expansions.set(block, step);
    return step;
  }

  /** Within a step: the instances of a block. */
  public readExpansion(block: Block): Expansion {
    return this.expansionStep(block)?.read() ?? SINGLE;
  }

  /** The value itself, which is the same for all of the instances. */
  public valueStep(block: Block): Step<Value> {
    const known = this.values.get(block);
    if (known) return known;
    const count = member(block.body, "count");
    const local = block.site.address.slice(this.module.scope.prefix.length);
    const place = this.module.placeOf(`${local}.${(count ?? null) === null ? "for_each" : "count"}`);
    const written = count ?? member(block.body, "for_each");
    const step = this.module.writtenStep(written, this.module.namesIn(null, null), place);
    this.values.set(block, step);
    return step;
  }
}
