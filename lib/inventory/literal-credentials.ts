import { alicloudNames, type Block } from "../configuration/blocks";
import { holdsId, isTelling, mayTell, secretsIn, toldSecretsIn } from "../redaction/credential-patterns";
import { isObject, pathText, type JsonObject, type Path } from "../json/json";
import { LiteralValues } from "../configuration/literal-values";
import type { LiteralCredential } from "./model";
import type { Site } from "../places/site";
import { notedTexts } from "./noted-texts";
import { markOf, redactCredentials } from "../redaction/redaction";
import type { RemoteStates } from "../configuration/remote-states";
import type { Scope } from "../configuration/scope";

/** Arguments of providers and backends that hold a credential, whatever it looks like. */
const CREDENTIAL_ARGUMENTS = new Map<string, LiteralCredential["kind"]>([
  ["access_key", "accessKeyId"],
  ["secret_key", "accessKeySecret"],
  ["security_token", "accessKeySecret"],
]);

/** Names under which a list of settings has the name of each, and its value: `{ name: "SECRET_KEY", value: "…" }`. */
const NAMING = ["name", "key"];
/** Names that say nothing themselves: their value is what the name around them says. */
const NAMED_AROUND = ["value", "default"];

/** Where a value stands: the block that is around it, if it is in one. */
interface Surroundings {
  readonly site: Site | null;
  readonly place: LiteralCredential["place"];
  /** From the block, or from the top of the file where there is no block around. */
  readonly path: Path | null;
  /** Whether the name of what is around says that it is a secret. */
  readonly telling: boolean;
}

/** Every credential that is written in a file: also in comments, and in what another file overrides. */
export function readLiteralCredentials(scopes: readonly Scope[], remoteStates: RemoteStates): LiteralCredential[] {
  const literals = new LiteralValues(remoteStates);
  // What a module says is written once, however often it is called; only what it is given may differ.
  const known = new Map<Scope["files"], Set<string>>();
  return scopes.flatMap((scope) => {
    const finder = new Finder(scope, literals);
    for (const { content } of scope.files) finder.search(content);
    const variableFiles = scope.call === null ? (scope.stack.variableFiles ?? []) : [];
    for (const { name, content } of variableFiles) finder.search({ [baseName(name)]: content });
    if (scope.call === null) return finder.found;
    const facts = known.get(scope.files) ?? new Set<string>();
    known.set(scope.files, facts);
    return finder.found.filter((found) => facts.size < facts.add(factOf(scope, found)).size);
  });
}

/** What two findings in calls of one module have in common when they are about one text. */
function factOf({ prefix }: Scope, { site, attribute, kind, mark }: LiteralCredential): string {
  const address = site.address.startsWith(prefix) ? site.address.slice(prefix.length) : site.address;
  return JSON.stringify([address, attribute, kind, mark?.hash]);
}

class Finder {
  readonly found: LiteralCredential[] = [];
  private readonly providers: ReadonlySet<string>;
  private readonly tellingNames = new Map<string, boolean>();
  private blocks: ReadonlyMap<object, Block> | null = null;
  private pending: { value: object; around: Surroundings }[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly literals: LiteralValues,
  ) {
    this.providers = alicloudNames(scope.blocks.settings);
  }

  search(content: unknown): void {
    if (typeof content !== "object" || content === null || !this.isSuspect(content)) return;
    this.blocks ??= blocksByBody(this.scope);
    this.pending = [{ value: content, around: { site: null, place: "other", path: null, telling: false } }];
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) {
      if (isObject(next.value)) this.searchObject(next.value, next.around);
      else if (Array.isArray(next.value)) this.searchArray(next.value, next.around);
    }
  }

  /** Whether anything may be found: nearly always not, so that nothing is known of where it would be. */
  private isSuspect(content: object): boolean {
    return notedTexts(content).some(({ name, text }) => holdsId(name) || this.mayBeCredential(name, text));
  }

  /** Whether a text may be a credential under that name, in some surroundings. */
  private mayBeCredential(name: string, text: string): boolean {
    if (holdsId(text)) return true;
    const telling = this.isTelling(name);
    if ((telling || CREDENTIAL_ARGUMENTS.has(name)) && this.literals.of(this.scope, text).length > 0) return true;
    if ((telling || NAMED_AROUND.includes(name)) && secretsIn(text).length > 0) return true;
    return toldSecretsIn(text).length > 0;
  }

  private searchArray(values: readonly unknown[], around: Surroundings): void {
    const hasId = values.some((value) => typeof value === "string" && holdsId(value));
    for (const [index, value] of values.entries()) {
      if (typeof value === "string") this.searchText(value, around, index, hasId);
      else if (typeof value === "object" && value !== null) this.descend(value, around, index);
    }
  }

  private searchObject(values: JsonObject, around: Surroundings): void {
    const names = Object.keys(values);
    let isPlaceForSecrets = false;
    for (const name of names) {
      const value = values[name];
      if (holdsId(name)) {
        isPlaceForSecrets = true;
        // A name is shown in no attribute, since it would hold the id.
        this.report(around, around.path, "accessKeyId", name);
      }
      if (typeof value !== "string") continue;
      if (holdsId(value) || (NAMING.includes(name) && mayTell(value) && isTelling(value))) isPlaceForSecrets = true;
    }
    for (const name of names) {
      const value = values[name];
      if (isPlaceForSecrets) this.reportSecrets(secretsIn(name), around, around.path);
      if (typeof value === "string") {
        const isTold = this.isTelling(name) || (around.telling && NAMED_AROUND.includes(name));
        this.searchText(value, around, name, isPlaceForSecrets || isTold);
      } else if (typeof value === "object" && value !== null) this.descend(value, around, name);
    }
  }

  private searchText(text: string, around: Surroundings, name: string | number, isSuspect: boolean): void {
    const argument = around.place === "other" ? undefined : CREDENTIAL_ARGUMENTS.get(String(name));
    const path = { step: name, parent: around.path };
    const literals = argument !== undefined || isSuspect ? this.literals.of(this.scope, text) : [text];
    for (const literal of literals) {
      if (argument === undefined) this.searchLiteral(literal, around, path, isSuspect);
      else if (literal !== "") this.report(around, path, argument, literal);
    }
    // What cannot be evaluated may still have a secret among its parts.
    if (literals.length === 0 && argument === undefined) this.searchLiteral(text, around, path, isSuspect);
  }

  private searchLiteral(text: string, around: Surroundings, path: Path, isSuspect: boolean): void {
    const isBesideId = holdsId(text);
    if (isBesideId) this.report(around, path, "accessKeyId", text);
    this.reportSecrets(isBesideId || isSuspect ? secretsIn(text) : toldSecretsIn(text), around, path);
  }

  private descend(value: object, around: Surroundings, step: string | number): void {
    const block = this.blocks?.get(value);
    if (block) {
      const { site, kind, labels } = block;
      const isProvider = kind === "provider" && this.providers.has(labels[0] ?? "");
      const telling = this.isTelling(labels[labels.length - 1] ?? "");
      this.pending.push({ value, around: { site, place: isProvider ? "provider" : "other", path: null, telling } });
      return;
    }
    // Several blocks are a list in JSON, which nobody who writes one of them thinks of.
    const isOneOfBlocks = typeof step === "number" && around.site === null && isListOfBlocks(around.path);
    const path = isOneOfBlocks ? around.path : { step, parent: around.path };
    const place = around.site === null && isBackend(path) ? "backend" : around.place;
    this.pending.push({ value, around: { site: around.site, place, path, telling: this.isTelling(String(step)) } });
  }

  private isTelling(name: string): boolean {
    let telling = this.tellingNames.get(name);
    if (telling === undefined) {
      telling = isTelling(name);
      this.tellingNames.set(name, telling);
    }
    return telling;
  }

  /** One finding for a text, and a mark for each secret in it. */
  private reportSecrets(secrets: readonly string[], around: Surroundings, path: Path | null): void {
    for (const secret of secrets) this.report(around, path, "accessKeySecret", secret);
  }

  private report(around: Surroundings, path: Path | null, kind: LiteralCredential["kind"], value: string): void {
    const site = around.site ?? this.siteOf(path);
    const mark = kind === "accessKeySecret" ? markOf(value) : null;
    const attribute = redactCredentials(pathText(path));
    this.found.push({ site, attribute, kind, place: around.place, ...(mark && { mark }) });
  }

  /** The site of what stands in no block: named after the top-level member in which it is. */
  private siteOf(path: Path | null): Site {
    let address = "";
    for (let at = path; at !== null; at = at.parent) if (typeof at.step === "string") address = at.step;
    return { stack: this.scope.stack.name, address: redactCredentials(address), path: null, source: null };
  }
}

/** The block that each body is. */
function blocksByBody({ blocks }: Scope): Map<object, Block> {
  return new Map([...blocks.all, ...blocks.merged].map((block) => [block.body, block]));
}

function baseName(path: string): string {
  return path.replace(/^.*[/\\]/, "");
}

/** `terraform.backend.oss`. */
function isBackend(path: Path | null): boolean {
  const steps = shortPath(path);
  return steps?.length === 3 && steps[0] === "terraform" && steps[1] === "backend";
}

/** Whether a list at a path is one of blocks: at the top, and below that of `terraform` and its backends. */
function isListOfBlocks(path: Path | null): boolean {
  const steps = shortPath(path);
  return steps !== null && steps.length <= (steps[0] === "terraform" ? 3 : 1);
}

/** The steps of a path that has no more than three. */
function shortPath(path: Path | null): (string | number)[] | null {
  const steps: (string | number)[] = [];
  for (let at = path; at !== null; at = at.parent) if (steps.unshift(at.step) > 3) return null;
  return steps;
}
