import type { PolicyDocumentDeclaration } from "../../inventory/grant-model";
import type { Unknown } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import { parsePolicyDocument, type PolicyDocument } from "../../policy/policy-document";
import { rememberedOf } from "../remembered";

/** What a document says; unknown where its text is. Several rules look at each, and at what is attached many times. */
export const documentOf = rememberedOf(({ text, purpose }: PolicyDocumentDeclaration): PolicyDocument | Unknown => {
  if (isUnknown(text)) return text;
  return text === null ? EMPTY : parsePolicyDocument(text, purpose);
});

const EMPTY: PolicyDocument = { statements: [], problems: [] };
