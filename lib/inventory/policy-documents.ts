import type { Instance } from "../configuration/instance";
import { composeDocument, principalsOf, readStatementBlocks } from "./document-blocks";
import type { PolicyDocumentDeclaration } from "./grant-model";
import type { Reading } from "./identities";
import { member } from "../json/json";
import type { NamedIdentity } from "./model";
import { isUnknown, type Maybe } from "../maybe/maybe";
import { instancesOf } from "./relations";
import { asText, type Resolution } from "./resolver";
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
  identities: ReadonlyMap<Instance, NamedIdentity>,
): PolicyDocumentDeclaration[] {
  const documents: PolicyDocumentDeclaration[] = [];
  const sources = new DocumentSources(reading);
  for (const { instance, form } of instancesOf(reading, FORMS)) {
    const identity = identities.get(instance);
    if (identity === undefined) continue;
    const attribute = attributeOf(instance, form);
    const text = readDocument(reading, sources, instance, attribute);
    documents.push({ site: instance.site, attribute, purpose: form.purpose, identity, text });
  }
  return documents;
}

function attributeOf({ values }: Instance, form: Form): string {
  const given = form.arguments.find((name) => (member(values, name) ?? null) !== null);
  const isGenerated = given === undefined && member(member(values, "dynamic"), "statement") !== undefined;
  return given ?? (isGenerated ? "statement" : form.arguments[0]);
}

/** The documents of data sources; many policies may refer to one. */
class DocumentSources {
  private readonly read = new Map<Instance, Maybe<string>>();

  constructor(private readonly reading: Reading) {}

  of(instance: Instance): Maybe<string> {
    const text = this.read.get(instance) ?? readStatementBlocks(this.reading, instance);
    this.read.set(instance, text);
    return text;
  }
}

function readDocument(
  reading: Reading,
  sources: DocumentSources,
  instance: Instance,
  attribute: string,
): Maybe<string | null> {
  if (attribute === "statement") return readStatementBlocks(reading, instance);
  if (attribute === "ram_users" || attribute === "services") return readTrusted(reading, instance);
  const place = `${instance.site.address}.${attribute}`;
  const value = member(instance.values, attribute);
  const resolution = reading.resolver.resolve(value);
  const source = documentSource(resolution);
  const text = source === null ? asText(resolution, place) : sources.of(source);
  // The provider takes an empty text as none.
  return text === "" ? null : text;
}

/** The data source whose document a value is. */
function documentSource(resolution: Resolution): Instance | null {
  for (const { instance, attribute } of resolution.places) {
    const isData = instance.kind === "data" && instance.type === "alicloud_ram_policy_document";
    if (isData && attribute === "document") return instance;
  }
  return null;
}

/** The trust policy that the provider makes of `ram_users` and `services`. */
function readTrusted({ resolver }: Reading, { site, values }: Instance): Maybe<string> {
  const users = textsOf(resolver, member(values, "ram_users"), `${site.address}.ram_users`);
  if (isUnknown(users)) return users;
  const services = textsOf(resolver, member(values, "services"), `${site.address}.services`);
  if (isUnknown(services)) return services;
  const trusted = [
    ...users.map((user) => ["RAM", user] as const),
    ...services.map((service) => ["Service", service] as const),
  ];
  return composeDocument("1", [{ Effect: "Allow", Action: ["sts:AssumeRole"], Principal: principalsOf(trusted) }]);
}
