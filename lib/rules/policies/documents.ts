import type { PolicyDocumentDeclaration } from "../../inventory/grant-model";
import type { Unknown } from "../../inventory/model";
import { isUnknown } from "../../inventory/model";
import { parsePolicyDocument, type PolicyDocument } from "../../inventory/policy-document";

/** Documents that were parsed before: several rules look at each, and at what is attached many times. */
const PARSED = new WeakMap<PolicyDocumentDeclaration, PolicyDocument>();
const EMPTY: PolicyDocument = { statements: [], problems: [] };

/** What a document says; unknown where its text is. */
export function documentOf(declaration: PolicyDocumentDeclaration): PolicyDocument | Unknown {
  const { text, purpose } = declaration;
  if (isUnknown(text)) return text;
  if (text === null) return EMPTY;
  const parsed = PARSED.get(declaration) ?? parsePolicyDocument(text, purpose);
  PARSED.set(declaration, parsed);
  return parsed;
}
