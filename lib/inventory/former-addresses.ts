import type { Module } from "../configuration/instance";
import { bareReference } from "../configuration/bare-reference";
import { isLiterallyTrue } from "../configuration/literal-truth";
import { member, objectsIn, stringMember } from "../json/json";
import type { FormerAddress } from "./model";

/** What the `moved` and `removed` blocks of a module say of addresses that it has no longer. */
export function formerAddressesIn({ prefix, declared }: Module): FormerAddress[] {
  return (declared?.blocks.all ?? []).flatMap(({ kind, body }) => {
    if (kind !== "moved" && kind !== "removed") return [];
    const from = addressIn(body, "from");
    const to = kind === "moved" ? addressIn(body, "to") : null;
    if (from === null || (kind === "moved" && to === null)) return [];
    const said = objectsIn(member(body, "lifecycle")).flatMap((each) => member(each, "destroy") ?? []);
    const isDestroyed = said.length === 0 ? null : said.some(isLiterallyTrue);
    return { from: prefix + from, to: to === null ? null : prefix + to, isDestroyed };
  });
}

function addressIn(body: unknown, name: string): string | null {
  const address = stringMember(body, name);
  return address === null ? null : bareReference(address);
}
