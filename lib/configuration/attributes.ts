import { ACCESS_KEY_TYPE } from "../registry/credential-types";
import type { Block } from "./blocks";
import { member } from "../json/json";
import { secretAttributesOf } from "../registry/secret-attributes";
import type { Mark } from "../language/marks";
import { marksOf, Unknown, unmarked, withMarks, type Value } from "../language/value";
import type { Expansion, Slot } from "./expansion";
import { LazyObject } from "./lazy-object";
import type { ModuleEvaluation } from "./module-evaluation";
import type { AttributeOrigin } from "./origins";
import { POLICY_DOCUMENT } from "./policy-document";
import { inCircle, Step, type StepPlace } from "./schedule";
import type { Surroundings } from "./surroundings";
import { inTypeOfAttribute, typeOfAttribute } from "./attribute-types";

/** Arguments that the provider never fills in: where they are absent, they are not set. */
const NEVER_COMPUTED: ReadonlyMap<string, readonly string[]> = new Map([
  ["alicloud_ram_access_key", ["user_name", "pgp_key", "secret_file"]],
  ["alicloud_ram_user", ["display_name", "comments"]],
]);
/** Attributes that are made of what was read. */
const COMPUTED: ReadonlyMap<string, readonly string[]> = new Map([
  ["terraform_remote_state", ["outputs"]],
  ["terraform_data", ["output"]],
  [POLICY_DOCUMENT, ["document"]],
]);
/** What an AccessKey has beside its secret. */
const ACCESS_KEY_ATTRIBUTES = new Set(
  "id user_name status pgp_key secret_file encrypted_secret key_fingerprint create_time".split(" "),
);
/** Members of a block that are no attributes of what it declares. */
const META_ARGUMENTS = new Set([
  "//",
  "count",
  "for_each",
  "provider",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
  "dynamic",
]);
/** So many instances of a block are made together when one of them is asked for. */
const MOST_AT_ONCE = 1_000;
/** A value that has gone through more attributes than these is known by the first of them: chains would be squares. */
const MOST_ORIGINS = 256;

/** Without a step where it is known at once. */
type Attribute = Value | Step<Value>;

/** What the resources and data sources of a module have, made as it is asked for. */
export class Attributes {
  private readonly missing = new Map<string, Value>();
  /** Nearly all blocks are one instance, and have one slot in common. */
  private readonly made = new Map<string, Map<Slot, Map<Block, Attribute>>>();

  public constructor(
    private readonly module: ModuleEvaluation,
    private readonly surroundings: Surroundings,
  ) {}

  /** An instance as an object: of all that the provider computes, whoever takes the whole object takes the secrets. */
  public instance(block: Block, expansion: Expansion, slot: Slot): Value {
    const [type = ""] = block.labels;
    const names = (): string[] => {
      const written = Object.keys(block.body).filter((name) => !META_ARGUMENTS.has(name));
      const all = [...written, "id", ...(COMPUTED.get(type) ?? secretAttributesOf(type))];
      Step.readAll(all.map((name) => this.of(block, slot, name)).filter((each) => each instanceof Step));
      return all;
    };
    return new LazyObject((name) => this.readAttribute(block, expansion, slot, name), names).value;
  }

  private readAttribute(block: Block, { slots }: Expansion, slot: Slot, name: string): Value {
    const own = this.of(block, slot, name);
    if (!(own instanceof Step)) return own;
    if (own.isMade) return own.read();
    // Whoever takes an attribute of one instance mostly takes it of all.
    const all = slots.slice(0, MOST_AT_ONCE).map((each) => this.of(block, each, name));
    Step.readAll(all.filter((each) => each instanceof Step));
    return own.read();
  }

  /** An attribute of an instance, to be read within a step. */
  public of(block: Block, slot: Slot, name: string): Attribute {
    const bySlot = this.made.get(name) ?? new Map<Slot, Map<Block, Attribute>>();
    const byBlock = bySlot.get(slot) ?? new Map<Block, Attribute>();
    const known = byBlock.get(block);
    if (known !== undefined) return known;
    const made = this.makeAttribute(block, slot, name);
    this.made.set(name, bySlot.set(slot, byBlock.set(block, made)));
    return made;
  }

  private makeAttribute(block: Block, slot: Slot, name: string): Attribute {
    const [type = ""] = block.labels;
    const isSensitive = secretAttributesOf(type).includes(name);
    const origin: AttributeOrigin = { kind: "attribute", isSensitive, module: this.module, block, slot, name };
    const marks: readonly Mark[] = [{ origin, holds: "contains", isUnmasked: false }];
    const place: StepPlace = { name: () => `${this.module.prefix}${addressIn(block)}.${name}`, note: this.module.note };
    const noted = (value: Value): Value =>
      isSensitive || marksOf(value).length < MOST_ORIGINS ? withMarks(value, marks) : value;
    const special = this.surroundings.attribute(this.module, block, slot, name);
    if (special !== null)
      return new Step<Value>(
        () => special.first,
        () => noted(special.make()),
        inCircle,
        place,
      );
    const written = member(block.body, name) ?? null;
    const orComputed = (value: Value): Value => {
      if (unmarked(value) !== null || NEVER_COMPUTED.get(type)?.includes(name)) {
        return noted(value);
      }
      const schema = typeOfAttribute(type, name);
      const certain = { isSet: true, source: origin, ...(schema && { type: schema }) };
      return withMarks(new Unknown(`${addressIn(block)}.${name} is known after apply only`, certain), marks);
    };
    if (written === null) return orComputed(null);
    const { written: values } = this.surroundings;
    if (!values.hasTemplate(written)) return orComputed(inTypeOfAttribute(type, name, values.verbatim(written)));
    const step = this.module.writtenStep(written, this.module.namesIn(block, slot));
    return new Step<Value>(
      () => [step],
      () => orComputed(withSource(inTypeOfAttribute(type, name, step.read()), origin)),
      inCircle,
      place,
    );
  }

  /** A key that is not declared may be so in a part that was not read: its secret is one all the same. */
  public undeclared(address: string): Value {
    const open = new Unknown(`${address} is not declared in what was read`);
    const [type = "", name = ""] = address.split(".");
    if (type !== ACCESS_KEY_TYPE) return open;
    const known = this.missing.get(address);
    if (known) return known;
    const site = {
      stack: this.module.scope.stack.name,
      address: this.module.prefix + address,
      path: null,
      source: null,
    };
    const block: Block = { kind: "resource", labels: [type, name], site, body: {} };
    const times = { atLeast: 0, atMost: null, because: open.because };
    const slot: Slot = { key: null, index: open, value: open, times };
    const origin: AttributeOrigin = {
      kind: "attribute",
      isSensitive: true,
      module: this.module,
      block,
      slot,
      name: "secret",
    };
    const secret = withMarks(open, [{ origin, holds: "contains", isUnmasked: false }]);
    const read = (member: string): Value => {
      if (member === "secret") return secret;
      // It may be one, or have instances: what is no attribute is the key of one.
      return ACCESS_KEY_ATTRIBUTES.has(member) ? open : key.value;
    };
    const key = new LazyObject(read, () => ["id", "secret"]);
    this.missing.set(address, key.value);
    return key.value;
  }

  /** Within a step: another attribute of an instance. */
  public readSibling(block: Block, slot: Slot, name: string): Value {
    const attribute = this.of(block, slot, name);
    return attribute instanceof Step ? attribute.read() : attribute;
  }
}

function addressIn({ kind, labels }: Block): string {
  return `${kind === "data" ? "data." : ""}${labels.join(".")}`;
}

/** An unknown value that is this attribute's, so that it is known again elsewhere. */
function withSource(value: Value, source: AttributeOrigin): Value {
  const inner = unmarked(value);
  if (!(inner instanceof Unknown) || inner.certain.source) return value;
  return withMarks(new Unknown(inner.because, { ...inner.certain, source }), marksOf(value));
}
