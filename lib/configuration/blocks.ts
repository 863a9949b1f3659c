import { isOverride, isTerraformJson } from "./file-kinds";
import { isObject, member, objectsIn, stringMember, type JsonObject } from "../json/json";
import { readPath, readSource } from "./metadata-reader";
import type { Site } from "../places/site";

/** A file of a configuration, already parsed. */
export interface ConfigurationFile {
  readonly name: string;
  readonly content: unknown;
}

/** A block of the configuration as Terraform sees it: override files are merged in. */
export interface Block {
  /** `resource`, `data`, `output`, … */
  readonly kind: string;
  /** `["alicloud_ram_user", "etl"]`. */
  readonly labels: readonly string[];
  readonly site: Site;
  readonly body: JsonObject;
  /** True for a variable that is declared in JSON, where a default is no template. */
  readonly isVerbatim?: true;
}

/** All blocks of one configuration. */
export interface Blocks {
  /** In the order of the files; two blocks with one address stay two. */
  readonly all: readonly Block[];
  readonly locals: ReadonlyMap<string, unknown>;
  /** The bodies of `terraform` blocks; where two say the same, the first of them counts. */
  readonly settings: readonly JsonObject[];
  /** What stands in the top-level `"//"`. */
  readonly comments: readonly unknown[];
  /** What override files say, and what they replace: for what is leaked even when it has no effect. */
  readonly merged: readonly Block[];
}

/** How many labels a block of each kind has; others are not known to Terraform. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  provider: 1,
  module: 1,
  output: 1,
  variable: 1,
  check: 1,
  import: 0,
  moved: 0,
  removed: 0,
};

/**
 * Reads the blocks of a configuration's files. Wherever Terraform takes blocks, an array stands for several of them,
 * and override files replace arguments of what the other files declare.
 *
 * @param prefix what the addresses of the blocks begin with: `module.m.` for those of a module
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json and …/language/files/override
 */
export function readBlocks(stack: string, files: readonly ConfigurationFile[], prefix = ""): Blocks {
  const reader = new BlockReader(stack, prefix);
  for (const file of files) if (!isOverride(file.name)) reader.add(file);
  const overrides = files.filter((file) => isOverride(file.name));
  for (const file of overrides.sort((one, other) => (one.name < other.name ? -1 : 1))) reader.override(file);
  return reader;
}

class BlockReader implements Blocks {
  readonly all: Block[] = [];
  readonly locals = new Map<string, unknown>();
  readonly settings: JsonObject[] = [];
  readonly comments: unknown[] = [];
  readonly merged: Block[] = [];
  /** Indexes into `all` by address, made when the first override file needs them. */
  private places: Map<string, number[]> | null = null;

  constructor(
    private readonly stack: string,
    private readonly prefix: string,
  ) {}

  add({ name, content }: ConfigurationFile): void {
    for (const root of objectsIn(content)) {
      for (const kind of Object.keys(root)) {
        const value = root[kind];
        if (kind === "//") this.comments.push(value);
        else if (kind === "locals") this.addLocals(value);
        else if (kind === "terraform") this.addSettings(value);
        else this.eachBlock(kind, value, (block) => this.all.push(inFile(name, block)));
      }
    }
  }

  override({ name, content }: ConfigurationFile): void {
    for (const root of objectsIn(content)) {
      for (const kind of Object.keys(root)) {
        const value = root[kind];
        if (kind === "//") this.comments.push(value);
        else if (kind === "locals") this.addLocals(value);
        else if (kind === "terraform") this.overrideSettings(value);
        else this.eachBlock(kind, value, (block) => this.merge(inFile(name, block)));
      }
    }
  }

  private addLocals(value: unknown): void {
    for (const body of objectsIn(value)) {
      for (const name of Object.keys(body)) if (name !== "//") this.locals.set(name, body[name]);
    }
  }

  private addSettings(value: unknown): void {
    for (const body of objectsIn(value)) this.settings.push(body);
  }

  private overrideSettings(value: unknown): void {
    for (const body of objectsIn(value)) this.settings.unshift(body);
  }

  private eachBlock(kind: string, value: unknown, visit: (block: Block) => void): void {
    const labels = Object.hasOwn(LABELS, kind) ? LABELS[kind] : undefined;
    if (labels === undefined) return;
    if (labels === 0) for (const body of objectsIn(value)) visit(this.block(kind, [], body));
    else if (labels === 1) labelled(value, (label, body) => visit(this.block(kind, [label], body)));
    else {
      labelled(value, (first, inner) =>
        labelled(inner, (second, body) => visit(this.block(kind, [first, second], body))),
      );
    }
  }

  private block(kind: string, labels: readonly string[], body: JsonObject): Block {
    const comment = member(body, "//");
    const site = {
      stack: this.stack,
      address: this.prefix + addressOf(kind, labels, body),
      path: comment === undefined ? null : readPath(comment),
      source: comment === undefined ? null : readSource(comment),
    };
    return { kind, labels, site, body };
  }

  private merge(override: Block): void {
    this.places ??= this.indexByAddress();
    const places = override.labels.length === 0 ? [] : (this.places.get(override.site.address) ?? []);
    if (places.length === 0) this.all.push(override);
    else this.merged.push(override);
    for (const place of places) {
      const base = this.all[place];
      if (!base) continue;
      this.merged.push(base);
      const { isVerbatim, ...rest } = base;
      const isOwn = member(override.body, "default") === undefined ? isVerbatim : override.isVerbatim;
      this.all[place] = { ...rest, body: mergeBodies(base.body, override.body), ...(isOwn && { isVerbatim: isOwn }) };
    }
  }

  private indexByAddress(): Map<string, number[]> {
    const places = new Map<string, number[]>();
    for (const [index, block] of this.all.entries()) {
      const known = places.get(block.site.address);
      if (known) known.push(index);
      else places.set(block.site.address, [index]);
    }
    return places;
  }
}

function inFile(name: string, block: Block): Block {
  return block.kind === "variable" && isTerraformJson(name) ? { ...block, isVerbatim: true } : block;
}

/** Calls `visit` with each label of the objects that a value stands for, and each block under it. */
function labelled(value: unknown, visit: (label: string, body: JsonObject) => void): void {
  for (const object of objectsIn(value)) {
    for (const label of Object.keys(object)) {
      if (label === "//") continue;
      const bodies = object[label];
      if (isObject(bodies)) visit(label, bodies);
      else for (const body of objectsIn(bodies)) visit(label, body);
    }
  }
}

/** Arguments of the override replace those of the base; `lifecycle` is merged argument by argument. */
function mergeBodies(base: JsonObject, override: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...base, ...override };
  if (Object.hasOwn(base, "lifecycle") && Object.hasOwn(override, "lifecycle")) {
    const arguments_ = [...objectsIn(base["lifecycle"]), ...objectsIn(override["lifecycle"])];
    merged["lifecycle"] = arguments_.reduce((all, next) => ({ ...all, ...next }), {});
  }
  // The comment of the declaration says where it comes from; that of an override says nothing about it.
  if (Object.hasOwn(base, "//")) merged["//"] = base["//"];
  return merged;
}

function addressOf(kind: string, labels: readonly string[], body: JsonObject): string {
  if (kind === "resource") return labels.join(".");
  const alias = kind === "provider" ? stringMember(body, "alias") : null;
  return [kind, ...labels, ...(alias === null ? [] : [alias])].join(".");
}

/** The state storage of a configuration: its type and arguments, `local` when none is given. */
export interface Backend {
  readonly type: string;
  readonly body: JsonObject;
}

/** The backend that counts, of all `terraform` blocks. */
export function backendOf(settings: readonly JsonObject[]): Backend {
  for (const body of settings) {
    for (const backends of objectsIn(member(body, "backend"))) {
      for (const type of Object.keys(backends)) {
        const [first] = objectsIn(backends[type]);
        if (type !== "//" && first) return { type, body: first };
      }
    }
    const [cloud] = objectsIn(member(body, "cloud"));
    if (cloud) return { type: "cloud", body: cloud };
  }
  return { type: "local", body: {} };
}

/** The local names under which a configuration has the alicloud provider. */
export function alicloudNames(settings: readonly JsonObject[]): ReadonlySet<string> {
  const names = new Set(["alicloud"]);
  for (const body of settings) {
    for (const providers of objectsIn(member(body, "required_providers"))) {
      for (const name of Object.keys(providers)) {
        const source = isObject(providers[name]) ? stringMember(providers[name], "source") : null;
        if (source !== null && /(?:^|\/)(?:aliyun|hashicorp)\/alicloud$/i.test(source)) names.add(name);
      }
    }
  }
  return names;
}
