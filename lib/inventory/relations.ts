import type { Instance, Module } from "../configuration/instance";
import type { Principal } from "./grant-model";
import { instancesWithin, type Reading } from "./identities";
import { member } from "../json/json";
import type { AccountIdentity } from "./model";
import type { Maybe } from "../maybe/maybe";
import type { Principals } from "./principals";
import type { Resolution } from "./resolver";

/** The resources of some types that would exist, in the order of the configurations: a count of 0 declares none. */
export function* instancesOf<Form>(
  { modules }: Reading,
  forms: ReadonlyMap<string, Form>,
): Iterable<{ readonly module: Module; readonly instance: Instance; readonly form: Form }> {
  const types = [...forms.keys()];
  for (const module of modules) {
    if (!types.some((type) => module.byType.has(type))) continue;
    for (const instance of module.resources) {
      const form = forms.get(instance.type);
      if (form !== undefined && instancesWithin("", module, instance) !== 0) yield { module, instance, form };
    }
  }
}

/** Whom an argument of a relation names. A relation needs one, so that none is as good as unknown. */
export function principalAt(
  { resolver, accounts }: Reading,
  principals: Principals,
  kind: Principal["kind"],
  module: Module,
  instance: Instance,
): Maybe<Principal> {
  const argument = `${kind}_name`;
  const name = resolver.resolve(member(instance.values, argument));
  return named(principals, kind, name, `${instance.site.address}.${argument}`, accounts.of(module, instance));
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
