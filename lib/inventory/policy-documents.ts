import type { Instance } from "../configuration/instance";
import { policyDocument } from "../configuration/policy-document";
import { isOpen } from "../configuration/policy-statement";
import type { Value } from "../language/value";
import { documentBounds } from "./document-bounds";
import type { PolicyDocumentDeclaration } from "./grant-model";
import type { Reading } from "./identities";
import { member } from "../json/json";
import type { NamedIdentity } from "./model";
import { isUnknown, type Maybe } from "../maybe/maybe";
import { instancesOf } from "./relations";
import { asText } from "./resolver";
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
  for (const { instance, form } of instancesOf(reading, FORMS)) {
    const identity = identities.get(instance);
    if (identity === undefined) continue;
    const attribute = attributeOf(instance, form);
    const text = readDocument(reading, instance, attribute);
    const { purpose } = form;
    const bounds = isUnknown(text) && purpose === "permissions" ? documentBounds(valueOf(instance, attribute)) : [];
    documents.push({
      site: instance.site,
      attribute,
      purpose,
      identity,
      text,
      ...(bounds.length > 0 && { bounds }),
    });
  }
  return documents;
}

function attributeOf({ values }: Instance, form: Form): string {
  const given = form.arguments.find((name) => (member(values, name) ?? null) !== null);
  const isGenerated = given === undefined && member(member(values, "dynamic"), "statement") !== undefined;
  return given ?? (isGenerated ? "statement" : form.arguments[0]);
}

function readDocument(reading: Reading, instance: Instance, attribute: string): Maybe<string | null> {
  if (attribute === "ram_users" || attribute === "services") return readTrusted(reading, instance);
  const value = attribute === "statement" ? valueOf(instance, attribute) : member(instance.values, attribute);
  const text = asText(reading.resolver.resolve(value), `${instance.site.address}.${attribute}`);
  // The provider takes an empty text as none.
  return text === "" ? null : text;
}

/** The value of an argument, or the document that the provider makes of the `statement` blocks of a policy. */
function valueOf({ values, written }: Instance, attribute: string): Value {
  if (attribute === "statement") return policyDocument(values, written, "of a resource");
  const value = member(values, attribute) ?? null;
  return typeof value === "string" || isOpen(value) ? value : null;
}

/** The trust policy that the provider makes of `ram_users` and `services`. */
function readTrusted({ resolver }: Reading, { site, values }: Instance): Maybe<string> {
  const users = textsOf(resolver, member(values, "ram_users"), `${site.address}.ram_users`);
  if (isUnknown(users)) return users;
  const services = textsOf(resolver, member(values, "services"), `${site.address}.services`);
  if (isUnknown(services)) return services;
  const Principal = { ...(users.length > 0 && { RAM: users }), ...(services.length > 0 && { Service: services }) };
  const Statement = [{ Effect: "Allow", Action: ["sts:AssumeRole"], Principal }];
  return JSON.stringify({ Version: "1", Statement });
}
