import type { PolicyDocumentDeclaration } from "../../inventory/grant-model";
import type { Unknown } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import { parsePolicyDocument, type PolicyDocument, type PolicyStatement } from "../../policy/policy-document";
import { rememberedOf } from "../remembered";

/** What a document says; unknown where its text is. Several rules look at each, and at what is attached many times. */
export const documentOf = rememberedOf(({ text, purpose }: PolicyDocumentDeclaration): PolicyDocument | Unknown => {
  if (isUnknown(text)) return text;
  return text === null ? EMPTY : parsePolicyDocument(text, purpose);
});

/** What a document says at least and at most, for each that it may be; nothing where nothing of it is known. */
export const boundsOf = rememberedOf(({ bounds = [], purpose }: PolicyDocumentDeclaration) =>
  bounds.map(({ least, most }) => ({
    least: parsePolicyDocument(least, purpose).statements,
    most: parsePolicyDocument(most, purpose).statements,
  })),
);

/** Whether something is granted whatever the document turns out to be; null where that depends on it. */
export function isGrantedByAny(
  declaration: PolicyDocumentDeclaration,
  isGranted: (statements: readonly PolicyStatement[]) => boolean,
): boolean | null {
  const bounds = boundsOf(declaration);
  if (bounds.length === 0) return null;
  if (bounds.every(({ least }) => isGranted(least))) return true;
  return bounds.some(({ most }) => isGranted(most)) ? null : false;
}

const EMPTY: PolicyDocument = { statements: [], problems: [] };
