import type { PolicyAttachment, PolicyDocumentDeclaration } from "../../../inventory/grant-model";
import type { NamedIdentity } from "../../../inventory/model";
import { isUnknown, type Unknown } from "../../../maybe/maybe";
import type { PolicyStatement } from "../../../policy/policy-document";
import { documentOf } from "../documents";
import { administratorActions, allowsEveryRole } from "../system-policies";
import type { Weight } from "./authority";
import { clauseOf, type Clause } from "./pieces";
import { EVERYTHING, statementOf, weightOf } from "./weight";

/** What one policy says. Policies that say the same are one source, whatever they are called. */
export interface Source {
  readonly id: number;
  readonly allows: readonly Clause[];
  readonly denies: readonly Clause[];
  /** True for what is only known by its name: it may allow anything, and is taken to deny nothing. */
  readonly isOpaque: boolean;
  readonly weight: Weight;
  /** Why nobody can tell what it says, or whether that is all of it; null where it is known. */
  readonly unknown: Unknown | null;
}

type Content = Omit<Source, "id">;

const NOTHING: Content = { allows: [], denies: [], isOpaque: false, weight: "other", unknown: null };
const OPAQUE: Content = { ...NOTHING, allows: [clauseOf(EVERYTHING, "permissions")], isOpaque: true };

/** The sources of several inventories, so that what is equal in them has one id. */
export class Sources {
  private readonly known = new Map<string, Source>();

  /** What an attachment grants; null where it certainly names no policy. */
  attached(
    { site, policy, policyName, policyType, principalKind }: PolicyAttachment,
    accountKey: string,
    documents: ReadonlyMap<NamedIdentity, PolicyDocumentDeclaration>,
  ): Source | null {
    const declaration = policy && documents.get(policy);
    if (declaration) return this.declared(declaration);
    if (policyName === null) return null;
    if (isUnknown(policyName)) return this.unknown(policyName);
    if (isUnknown(policyType)) return this.unknown(policyType);
    if (policyType === "System") return this.system(policyName);
    return this.add(["custom", accountKey, policyName.toLowerCase()], () => {
      const because = `no document of the custom policy ${JSON.stringify(policyName)} is declared`;
      const attribute = `${site.address}.policy_name`;
      return { ...OPAQUE, unknown: { unknown: true, attribute, because: `${because} for this ${principalKind}` } };
    });
  }

  declared(declaration: PolicyDocumentDeclaration): Source {
    const { text, purpose, site, attribute } = declaration;
    const document = documentOf(declaration);
    if (isUnknown(document)) return this.unknown(document);
    return this.add(["document", purpose, text], () => {
      const refused = document.problems.find(({ isRefused }) => isRefused);
      const because = refused && `RAM would refuse the document: ${refused.message}`;
      return {
        ...contentOf(document.statements, purpose),
        unknown: because === undefined ? null : { unknown: true, attribute: `${site.address}.${attribute}`, because },
      };
    });
  }

  /** What is unknown for the same reason at the same place is taken to be the same. */
  unknown(unknown: Unknown): Source {
    return this.add(["unknown", unknown.attribute, unknown.because], () => ({ ...NOTHING, unknown }));
  }

  private system(name: string): Source {
    const actions = administratorActions(name);
    if (actions !== null) {
      return this.add(["administrator", actions], () => contentOf([statementOf("Allow", [actions], ["*"])]));
    }
    const weight = allowsEveryRole(name) ? "credential-minting" : "other";
    return this.add(["system", name.toLowerCase()], () => ({ ...OPAQUE, weight }));
  }

  private add(key: readonly (string | null | Unknown)[], read: () => Content): Source {
    const text = JSON.stringify(key);
    const source = this.known.get(text) ?? { id: this.known.size, ...read() };
    this.known.set(text, source);
    return source;
  }
}

function contentOf(statements: readonly PolicyStatement[], purpose: "permissions" | "trust" = "permissions"): Content {
  const clauses = (effect: PolicyStatement["effect"]): Clause[] =>
    statements.filter((each) => each.effect === effect).map((each) => clauseOf(each, purpose));
  return { ...NOTHING, allows: clauses("Allow"), denies: clauses("Deny"), weight: weightOf(statements) };
}
