import { alicloudNames } from "./blocks";
import { isObject, pathText, type JsonObject, type Path } from "./json";
import type { LiteralCredential, Site } from "./model";
import type { Scope } from "./scope";
import { isTemplate } from "./tokens";

/** The prefix of AccessKey ids, put together so that no scanner takes this file for a leak. */
const ID_PREFIX = ["L", "T", "A", "I"].join("");
/**
 * An AccessKey id: 24 characters today, 16 for the oldest ones that public detectors know.
 *
 * Source: samples of the RAM documentation; rules of gitleaks and trufflehog, read in 2026.
 */
export const ID = new RegExp(`(?<![0-9A-Za-z])${ID_PREFIX}[0-9A-Za-z]{12,24}(?![0-9A-Za-z])`);
/** An AccessKey secret: like many other identifiers, so that it counts only beside an id or under a telling name. */
export const SECRET = /(?<![0-9A-Za-z])[0-9A-Za-z]{30}(?![0-9A-Za-z])/;
export const TELLING_NAME = /access[_-]?key[_-]?secret|secret[_-]?(?:access[_-]?)?key|accesskey_?secret/i;
/** Arguments of providers and backends that hold a credential, whatever it looks like. */
const CREDENTIAL_ARGUMENTS = new Map<string, LiteralCredential["kind"]>([
  ["access_key", "accessKeyId"],
  ["secret_key", "accessKeySecret"],
  ["security_token", "accessKeySecret"],
]);

/** Where a value stands: the block that is around it, if it is in one. */
interface Surroundings {
  readonly site: Site | null;
  readonly place: LiteralCredential["place"];
  /** From the block, or from the top of the file where there is no block around. */
  readonly path: Path | null;
}

/** Every credential that is written in a file: also in comments, and in what another file overrides. */
export function readLiteralCredentials(scope: Scope): LiteralCredential[] {
  const finder = new Finder(scope);
  for (const file of scope.stack.files) finder.search(file.content);
  return finder.found;
}

class Finder {
  readonly found: LiteralCredential[] = [];
  private readonly providers: ReadonlySet<string>;
  private readonly tellingNames = new Map<string, boolean>();
  private sites: ReadonlyMap<object, Site> | null = null;
  private pending: { value: object; around: Surroundings }[] = [];

  constructor(private readonly scope: Scope) {
    this.providers = new Set([...alicloudNames(scope.blocks.settings)].map((name) => `provider.${name}`));
  }

  search(content: unknown): void {
    if (typeof content !== "object" || content === null || !this.isSuspect(content)) return;
    this.sites ??= sitesOf(this.scope);
    this.pending = [{ value: content, around: { site: null, place: "other", path: null } }];
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) {
      if (isObject(next.value)) this.searchObject(next.value, next.around);
      else if (Array.isArray(next.value)) this.searchArray(next.value, next.around);
    }
  }

  /** Whether anything may be found: nearly always not, so this walk keeps no record of where it is. */
  private isSuspect(content: object): boolean {
    const pending: object[] = [content];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const names = Array.isArray(next) ? null : Object.keys(next);
      const values = Object.values(next) as unknown[];
      for (let index = 0; index < values.length; index++) {
        const value = values[index];
        const name = names?.[index] ?? "";
        if (isId(name)) return true;
        if (typeof value === "object" && value !== null) pending.push(value);
        else if (typeof value === "string" && this.isCredential(name, value)) return true;
      }
    }
    return false;
  }

  /** Whether a text may be a credential under that name, in some surroundings. */
  private isCredential(name: string, text: string): boolean {
    if (isId(text)) return true;
    return (CREDENTIAL_ARGUMENTS.has(name) && !isTemplate(text)) || (this.isTelling(name) && SECRET.test(text));
  }

  private searchArray(values: readonly unknown[], around: Surroundings): void {
    const hasId = values.some((value) => typeof value === "string" && isId(value));
    for (const [index, value] of values.entries()) {
      if (typeof value === "string") this.searchText(value, around, index, hasId);
      else if (typeof value === "object" && value !== null) this.descend(value, around, index);
    }
  }

  private searchObject(values: JsonObject, around: Surroundings): void {
    const names = Object.keys(values);
    let hasId = false;
    for (const name of names) {
      const value = values[name];
      if (isId(name)) {
        hasId = true;
        // A name is shown in no attribute, since it would hold the id.
        this.report(around, around.path, "accessKeyId");
      }
      if (typeof value === "string" && isId(value)) hasId = true;
    }
    for (const name of names) {
      const value = values[name];
      if (typeof value === "string") this.searchText(value, around, name, hasId || this.isTelling(name));
      else if (typeof value === "object" && value !== null) this.descend(value, around, name);
    }
  }

  private searchText(text: string, around: Surroundings, name: string | number, isSuspect: boolean): void {
    const argument = around.place === "other" ? undefined : CREDENTIAL_ARGUMENTS.get(String(name));
    const path = { step: name, parent: around.path };
    if (argument !== undefined && text !== "" && !isTemplate(text)) return this.report(around, path, argument);
    if (isId(text)) {
      this.report(around, path, "accessKeyId");
      if (SECRET.test(text)) this.report(around, path, "accessKeySecret");
    } else if (isSuspect && SECRET.test(text)) {
      this.report(around, path, "accessKeySecret");
    }
  }

  private descend(value: object, around: Surroundings, step: string | number): void {
    const site = this.sites?.get(value);
    if (site) {
      const isProvider = site.address.startsWith("provider.") && this.isAlicloud(site.address);
      this.pending.push({ value, around: { site, place: isProvider ? "provider" : "other", path: null } });
      return;
    }
    const path: Path = { step, parent: around.path };
    const place = around.site === null && isBackend(path) ? "backend" : around.place;
    this.pending.push({ value, around: { site: around.site, place, path } });
  }

  private isAlicloud(address: string): boolean {
    return this.providers.has(address.split(".", 2).join("."));
  }

  private isTelling(name: string): boolean {
    let telling = this.tellingNames.get(name);
    if (telling === undefined) {
      telling = TELLING_NAME.test(name);
      this.tellingNames.set(name, telling);
    }
    return telling;
  }

  private report(around: Surroundings, path: Path | null, kind: LiteralCredential["kind"]): void {
    const site = around.site ?? this.siteOf(path);
    const attribute = pathText(path);
    this.found.push({ site, attribute: ID.test(attribute) ? "…" : attribute, kind, place: around.place });
  }

  /** The site of what stands in no block: named after the top-level member in which it is. */
  private siteOf(path: Path | null): Site {
    let address = "";
    for (let at = path; at !== null; at = at.parent) if (typeof at.step === "string") address = at.step;
    return { stack: this.scope.stack.name, address: isId(address) ? "…" : address, path: null, source: null };
  }
}

/** Where the body of each block stands. */
function sitesOf({ blocks }: Scope): Map<object, Site> {
  return new Map([...blocks.all, ...blocks.merged].map(({ body, site }) => [body, site]));
}

function isId(text: string): boolean {
  return text.includes(ID_PREFIX) && ID.test(text);
}

/** `terraform.backend.oss`, with array indexes anywhere between. */
function isBackend(path: Path): boolean {
  const names: string[] = [];
  for (let at: Path | null = path; at !== null; at = at.parent) {
    if (typeof at.step === "string" && names.push(at.step) > 3) return false;
  }
  return names[2] === "terraform" && names[1] === "backend";
}
