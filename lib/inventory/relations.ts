import type { Block } from "./blocks";
import type { Principal } from "./grant-model";
import { instancesWithin, type Reading } from "./identities";
import { member } from "./json";
import type { AccountIdentity, Maybe } from "./model";
import type { Principals } from "./principals";
import type { Resolution } from "./resolver";
import type { Scope } from "./scope";

/** The resources of some types that would exist, in the order of the configurations: a count of 0 declares none. */
export function* blocksOf<Form>(
  { scopes }: Reading,
  forms: ReadonlyMap<string, Form>,
): Iterable<{ readonly scope: Scope; readonly block: Block; readonly form: Form }> {
  const types = [...forms.keys()];
  for (const scope of scopes) {
    if (!types.some((type) => scope.byType.has(type))) continue;
    for (const block of scope.resources) {
      const form = forms.get(block.labels[0] ?? "");
      if (form !== undefined && instancesWithin("", scope, block) !== 0) yield { scope, block, form };
    }
  }
}

/** Whom an argument of a relation names. A relation needs one, so that none is as good as unknown. */
export function principalAt(
  { resolver, accounts }: Reading,
  principals: Principals,
  kind: Principal["kind"],
  scope: Scope,
  block: Block,
): Maybe<Principal> {
  const argument = `${kind}_name`;
  const name = resolver.resolve(scope, member(block.body, argument));
  return named(principals, kind, name, `${block.site.address}.${argument}`, accounts.of(scope, block));
}

/** Whom a value names, when it must name somebody. */
export function named(
  principals: Principals,
  kind: Principal["kind"],
  name: Resolution,
  attribute: string,
  account: AccountIdentity,
): Maybe<Principal> {
  const found = principals.of(kind, name, attribute, account);
  return found ?? { unknown: true, attribute, because: "it is not set" };
}
