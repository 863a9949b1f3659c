import { ACCESS_KEY_TYPE } from "./access-keys";
import type { Block } from "./blocks";
import { traversalOf, traversalText, type Step } from "./expression";
import { isObject, member, visitTexts } from "./json";
import { findReads } from "./read-finder";
import { elementOf, SPLAT, withSteps, type Loop, type Read } from "./reads";
import { remoteOutput, stepInto, stepName } from "./references";
import { isUnknownProducer, type RemoteStates } from "./remote-states";
import { localAddress, type Scope } from "./scope";
import { isTemplate } from "../language/template-text";

/** A key whose secret an expression reads. */
export interface SecretRead {
  readonly scope: Scope;
  /** Within the scope. */
  readonly address: string;
  /** True when `nonsensitive()` is on the way. */
  readonly unmasked: boolean;
  /** True when the secret is only a part of what is read: of a whole key, or of an object that holds it. */
  readonly isPart: boolean;
  /** Why it is not known whether the secret is read; null when it is. */
  readonly because: string | null;
}

/** Something that may hold secrets: a local value, an output, an argument, the source of a loop, a single text. */
export interface Holder {
  readonly secrets: Map<string, SecretRead>;
  readonly readers: Link[];
}

/** How one holder gets what another one has. */
interface Link {
  readonly reader: Holder;
  readonly unmasked: boolean;
  readonly isCompared: boolean;
  readonly isPart: boolean;
  readonly isDoubtful: boolean;
  readonly because: string | null;
}

type OutputsByName = Map<string, { scope: Scope; block: Block }[]>;

/** Where an expression stands: what its names mean. */
interface Context {
  readonly scope: Scope;
  readonly block: Block | null;
}

/** More parts of values than any configuration refers to; beyond them, a reference means all of its value. */
const MAXIMUM_HOLDERS = 1_000_000;
const COMPUTED = "it is computed by an expression";
/** Attributes that the provider fills with what was given as another one. */
const READ_BACK: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ["terraform_data", new Map([["output", "input"]])],
]);

/**
 * Follows the secrets of AccessKeys from reference to reference: through locals, loops, arguments that are read back,
 * variables and outputs of modules, and outputs of other stacks. First every text is given to `read`; then `settle`
 * hands the secrets on, each along each reference once, so that the length of the chains does not matter.
 */
export class SecretTrails {
  private readonly holders = new Map<string, Holder>();
  private readonly loops = new Map<Loop, number>();
  private readonly toExpand: (() => void)[] = [];
  private readonly toHandOn: { holder: Holder; secret: SecretRead }[] = [];
  private linkCount = 0;
  private outputs: OutputsByName | null = null;

  constructor(
    private readonly scopes: readonly Scope[],
    private readonly remoteStates: RemoteStates,
  ) {}

  /** What will hold the secrets that a text of a block reads; null when it reads nothing that may hold any. */
  read(scope: Scope, block: Block, text: string): Holder | null {
    const holder: Holder = { secrets: new Map(), readers: [] };
    const links = this.linkCount;
    for (const read of findReads(text)) this.link(holder, { scope, block }, read, false);
    for (let expand = this.toExpand.pop(); expand !== undefined; expand = this.toExpand.pop()) expand();
    return this.linkCount === links ? null : holder;
  }

  /** Hands on all secrets; to be called once, when everything has been read. */
  settle(): void {
    for (let next = this.toHandOn.pop(); next !== undefined; next = this.toHandOn.pop()) {
      for (const link of next.holder.readers) this.give(link, next.secret);
    }
  }

  private give(link: Link, secret: SecretRead): void {
    this.linkCount++;
    if (link.isCompared && secret.isPart) return;
    const { scope, address } = secret;
    const unmasked = secret.unmasked || link.unmasked;
    const isPart = secret.isPart || link.isPart;
    const because = secret.because ?? link.because ?? (link.isDoubtful && secret.isPart ? COMPUTED : null);
    const key = `${scope.index}\n${address}\n${unmasked}\n${isPart}\n${because === null}`;
    if (link.reader.secrets.has(key)) return;
    const given = { scope, address, unmasked, isPart, because };
    link.reader.secrets.set(key, given);
    this.toHandOn.push({ holder: link.reader, secret: given });
  }

  /** Links a reader to whatever an expression reads. */
  private link(reader: Holder, context: Context, read: Read, isPart: boolean): void {
    const { unmasked, isCompared } = read;
    const link: Link = {
      reader,
      unmasked,
      isCompared,
      isPart: isPart || read.inside > 0,
      // What nonsensitive() is applied to is meant to be shown, whatever a function makes of it.
      isDoubtful: read.isDoubtful && !unmasked,
      because: null,
    };
    if (typeof read.from === "string") this.linkName(link, context, traversalOf(read.from, read.steps));
    else this.linkLoop(link, context, read.from, read.steps);
  }

  private linkLoop(link: Link, context: Context, loop: Loop, steps: readonly Step[]): void {
    const number = this.loops.get(loop) ?? this.loops.size;
    this.loops.set(loop, number);
    this.linkHolder(link, `${number}${traversalText({ root: "", steps })}`, (holder) => {
      for (const read of loop.reads) this.link(holder, context, withSteps(elementOf(read), steps), false);
    });
  }

  private linkName(link: Link, context: Context, { root, steps }: { root: string; steps: readonly Step[] }): void {
    const { scope, block } = context;
    const { locals } = scope.blocks;
    const name = stepName(steps[0]);
    if (name === null) return;
    switch (root) {
      case "local":
        return this.linkValue(link, { scope, block: null }, `local.${name}`, steps.slice(1), locals.get(name));
      case "var":
        return this.linkVariable(link, scope, name, steps.slice(1));
      case "module":
        return this.linkModule(link, scope, name, steps.slice(1));
      case "each":
        return this.linkEach(link, context, name, steps);
      case "self":
        return block?.kind === "resource"
          ? this.linkResource(link, scope, localAddress(scope, block.site), steps)
          : undefined;
      case "data":
        if (name === "terraform_remote_state") return this.linkRemoteState(link, scope, steps);
        return this.linkResource(link, scope, `data.${name}.${stepName(steps[1]) ?? ""}`, steps.slice(2));
      default:
        return this.linkResource(link, scope, `${root}.${name}`, steps.slice(1));
    }
  }

  /** What the call of a module gives to a variable, or its default; a root's variables may be anything. */
  private linkVariable(link: Link, scope: Scope, name: string, steps: readonly Step[]): void {
    const given = scope.variables.get(name);
    if (given === undefined) return;
    const isArgument = scope.call !== null && given.scope === scope.call.scope;
    const block = isArgument ? scope.call.block : null;
    const holder = block === null ? `var.${name}` : `${block.site.address}.${name}`;
    this.linkValue(link, { scope: given.scope, block }, holder, steps, given.value);
  }

  /** An output of a module, whichever instance it is of; without a name, all of them. */
  private linkModule(link: Link, scope: Scope, module: string, steps: readonly Step[]): void {
    const called = scope.modules.get(module);
    const address = `module.${module}`;
    if (called === undefined) return this.linkResource(link, scope, address, steps);
    const { name, rest } = attributeIn(scope.byAddress.get(address), steps);
    this.linkOutputs(link, called, name, rest);
  }

  /** `each.value` is an element of the `for_each`, and so is `each.key` where that is a set. */
  private linkEach(link: Link, { scope, block }: Context, name: string, steps: readonly Step[]): void {
    if (block === null) return;
    const isCompared = link.isCompared || name !== "value";
    const element = [SPLAT, ...steps.slice(1)];
    const base = `${block.site.address}.for_each`;
    this.linkValue({ ...link, isCompared }, { scope, block }, base, element, member(block.body, "for_each"));
  }

  private linkResource(link: Link, scope: Scope, address: string, steps: readonly Step[]): void {
    const block = scope.byAddress.get(address);
    const { name, rest } = attributeIn(block, steps);
    if (address.startsWith(`${ACCESS_KEY_TYPE}.`)) {
      if (name !== null && name !== "secret") return;
      const isComputed = steps.some((step) => step.kind === "index" && step.value === null);
      const because = isComputed && name === null && !link.unmasked ? COMPUTED : null;
      return this.give(link, { scope, address, unmasked: false, isPart: name === null, because });
    }
    if (block === undefined) return;
    const readBack = (name !== null && READ_BACK.get(block.labels[0] ?? "")?.get(name)) || name;
    if (readBack === null) return this.linkValue(link, { scope, block }, address, [], block.body);
    this.linkValue(link, { scope, block }, `${address}.${readBack}`, rest, member(block.body, readBack));
  }

  private linkRemoteState(link: Link, scope: Scope, steps: readonly Step[]): void {
    const remote = remoteOutput(scope, steps, this.remoteStates);
    if (remote === null) return;
    const { producer, output, rest } = remote;
    if (!isUnknownProducer(producer)) {
      this.linkOutputs(link, producer, output, rest);
    } else if (producer.isAmongRead) {
      // It may be any of those read: what their outputs of that name hold may be what is read here.
      const key = `outputs\n${traversalText({ root: output ?? "*", steps: rest })}`;
      this.linkHolder({ ...link, because: producer.because }, key, (holder) => {
        const part = { ...plainLink(holder), isPart: output === null };
        for (const each of this.outputsCalled(output)) this.linkOutput(part, each, rest);
      });
    }
  }

  /** The outputs of that name; all of them when it is null. */
  private linkOutputs(link: Link, scope: Scope, name: string | null, steps: readonly Step[]): void {
    // What is only asked about all of them reveals none.
    if (name === null && link.isCompared) return;
    const part = name === null ? { ...link, isPart: true } : link;
    for (const block of outputsOf(scope)) {
      if (name === null || block.labels[0] === name) this.linkOutput(part, { scope, block }, steps);
    }
  }

  private linkOutput(link: Link, { scope, block }: { scope: Scope; block: Block }, steps: readonly Step[]): void {
    const value = member(block.body, "value");
    this.linkValue(link, { scope, block }, block.site.address, steps, value);
  }

  private outputsCalled(name: string | null): readonly { scope: Scope; block: Block }[] {
    if (this.outputs === null) {
      this.outputs = new Map();
      for (const scope of this.scopes) {
        // A state has the outputs of the root only.
        if (scope.call !== null) continue;
        for (const block of outputsOf(scope)) {
          const named = this.outputs.get(block.labels[0] ?? "") ?? [];
          this.outputs.set(block.labels[0] ?? "", named);
          named.push({ scope, block });
        }
      }
    }
    return name === null ? [...this.outputs.values()].flat() : (this.outputs.get(name) ?? []);
  }

  /** Links a reader to the part of a value to which steps lead. */
  private linkValue(link: Link, context: Context, name: string, steps: readonly Step[], value: unknown): void {
    if (typeof value === "string" ? !isTemplate(value) : typeof value !== "object" || value === null) return;
    const isTooMuch = steps.length > 0 && this.holders.size > MAXIMUM_HOLDERS;
    const own = isTooMuch ? [] : steps;
    const key = `${context.scope.index}\n${name}\n${traversalText({ root: "", steps: own })}`;
    this.linkHolder(isTooMuch ? { ...link, isDoubtful: true } : link, key, (holder) => {
      this.expand(holder, context, value, own);
    });
  }

  private linkHolder(link: Link, key: string, expand: (holder: Holder) => void): void {
    this.linkCount++;
    const known = this.holders.get(key);
    const holder: Holder = known ?? { secrets: new Map(), readers: [] };
    holder.readers.push(link);
    if (known) return;
    this.holders.set(key, holder);
    this.toExpand.push(() => expand(holder));
  }

  /** Links a holder to all that the part of a value reads to which steps lead. */
  private expand(holder: Holder, context: Context, root: unknown, steps: readonly Step[]): void {
    let values: readonly unknown[] = [root];
    let isDoubtful = false;
    for (const [index, step] of steps.entries()) {
      const inner: unknown[] = [];
      for (const value of values) {
        if (typeof value !== "string") for (const each of membersAt(value, step)) inner.push(each);
        else
          for (const read of findReads(value)) this.link(holder, context, withSteps(read, steps.slice(index)), false);
        isDoubtful ||= step.kind === "index" && step.value === null && isObject(value);
      }
      values = inner;
    }
    for (const value of values) {
      visitTexts(value, (text) => {
        const isPart = text !== value;
        for (const read of findReads(text)) {
          this.link(holder, context, isDoubtful ? { ...read, isDoubtful } : read, isPart);
        }
      });
    }
  }
}

function plainLink(reader: Holder): Link {
  return { reader, unmasked: false, isCompared: false, isPart: false, isDoubtful: false, because: null };
}

function outputsOf({ blocks }: Scope): Block[] {
  return blocks.all.filter((block) => block.kind === "output");
}

/** The attribute of a resource to which steps lead, whatever instances of it they name; null for all of it. */
function attributeIn(block: Block | undefined, steps: readonly Step[]): { name: string | null; rest: readonly Step[] } {
  const hasKeys = (member(block?.body, "for_each") ?? null) !== null;
  const named = (from: number): number =>
    steps.findIndex((step, index) => index >= from && step.kind !== "splat" && typeof step.value === "string");
  let at = named(0);
  // A key in brackets names an instance when a name follows, or when the instances have keys.
  if (steps[at]?.kind === "index" && (hasKeys || named(at + 1) !== -1)) at = named(at + 1);
  return at === -1 ? { name: null, rest: [] } : { name: stepName(steps[at]), rest: steps.slice(at + 1) };
}

/** The members of a value that one step leads to; all of those that it may lead to when that is computed. */
function membersAt(value: unknown, step: Step): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  // `[*]` of what is no list is that itself, but a loop runs over the members of an object.
  if (step.kind === "splat") return isObject(value) ? [value, ...Object.values(value)] : Object.values(value);
  if (step.value === null) return Object.values(value);
  const found = stepInto(value, step);
  if (found !== undefined) return [found];
  return isObject(value) ? Object.keys(value).flatMap((name) => (isTemplate(name) ? [value[name]] : [])) : [];
}
