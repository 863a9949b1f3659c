import type { Block } from "./blocks";
import { composeDocument, principalsOf, readStatementBlocks } from "./document-blocks";
import type { PolicyDocumentDeclaration } from "./grant-model";
import type { Reading } from "./identities";
import { member } from "./json";
import { isUnknown, type Maybe, type NamedIdentity } from "./model";
import { blocksOf } from "./relations";
import { asText, type Resolution } from "./resolver";
import type { Scope } from "./scope";
import { textsOf } from "./text-list";

interface Form {
  readonly purpose: PolicyDocumentDeclaration["purpose"];
  /** Arguments that hold the document; deprecated ones come last. */
  readonly arguments: readonly [string, ...string[]];
}

const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["alicloud_ram_policy", { purpose: "permissions", arguments: ["policy_document", "document", "statement"] }],
  [
    "alicloud_ram_role",
    { purpose: "trust", arguments: ["assume_role_policy_document", "document", "ram_users", "services"] },
  ],
]);

/** The documents of custom policies and the trust policies of roles, in the order of the configurations. */
export function readPolicyDocuments(
  reading: Reading,
  identities: ReadonlyMap<Block, NamedIdentity>,
): PolicyDocumentDeclaration[] {
  const documents: PolicyDocumentDeclaration[] = [];
  const sources = new DocumentSources(reading);
  for (const { scope, block, form } of blocksOf(reading, FORMS)) {
    const identity = identities.get(block);
    if (identity === undefined) continue;
    const attribute = attributeOf(block, form);
    const text = readDocument(reading, sources, scope, block, attribute);
    documents.push({ site: block.site, attribute, purpose: form.purpose, identity, text });
  }
  return documents;
}

function attributeOf({ body }: Block, form: Form): string {
  const given = form.arguments.find((name) => (member(body, name) ?? null) !== null);
  const isGenerated = given === undefined && member(member(body, "dynamic"), "statement") !== undefined;
  return given ?? (isGenerated ? "statement" : form.arguments[0]);
}

/** The documents of data sources; many policies may refer to one. */
class DocumentSources {
  private readonly read = new Map<Block, Maybe<string>>();

  constructor(private readonly reading: Reading) {}

  of(scope: Scope, block: Block): Maybe<string> {
    const text = this.read.get(block) ?? readStatementBlocks(this.reading, scope, block);
    this.read.set(block, text);
    return text;
  }
}

function readDocument(
  reading: Reading,
  sources: DocumentSources,
  scope: Scope,
  block: Block,
  attribute: string,
): Maybe<string | null> {
  if (attribute === "statement") return readStatementBlocks(reading, scope, block);
  if (attribute === "ram_users" || attribute === "services") return readTrusted(reading, scope, block);
  const place = `${block.site.address}.${attribute}`;
  const value = member(block.body, attribute);
  const resolution = reading.resolver.resolve(scope, value);
  const source = documentSource(resolution);
  const text = source === null ? asText(resolution, place) : sources.of(source.scope, source.block);
  // The provider takes an empty text as none.
  return text === "" ? null : text;
}

/** The data source whose document a value is. */
function documentSource(resolution: Resolution): { readonly scope: Scope; readonly block: Block } | null {
  for (const { scope, block, attribute } of resolution.places) {
    const isData = block.kind === "data" && block.labels[0] === "alicloud_ram_policy_document";
    if (isData && attribute === "document") return { scope, block };
  }
  return null;
}

/** The trust policy that the provider makes of `ram_users` and `services`. */
function readTrusted({ resolver }: Reading, scope: Scope, { site, body }: Block): Maybe<string> {
  const users = textsOf(resolver, scope, member(body, "ram_users"), `${site.address}.ram_users`);
  if (isUnknown(users)) return users;
  const services = textsOf(resolver, scope, member(body, "services"), `${site.address}.services`);
  if (isUnknown(services)) return services;
  const trusted = [
    ...users.map((user) => ["RAM", user] as const),
    ...services.map((service) => ["Service", service] as const),
  ];
  return composeDocument("1", [{ Effect: "Allow", Action: ["sts:AssumeRole"], Principal: principalsOf(trusted) }]);
}
