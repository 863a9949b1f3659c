import type { Plan } from "../../inventory/read-plans";
import { withoutKeys } from "../../places/instance-keys";
import { addressParts } from "./address";
import type { Before, Operation, OperationOrder } from "./key-operation";
import { MOST_ORDERED_OPERATIONS } from "./orders-of";
import { References } from "./references";

/**
 * The order of each group as far as the JSON of the plan proves it: that of the two halves of a replacement, that of
 * objects one of which refers to the other, and that what was made from something is deleted before it. `lifecycle`,
 * local values, and whether the state has an object as created before it is destroyed are not in it; so it is certain
 * only where there is nothing left to put in order.
 *
 * @param configuration the member `configuration` of the plan
 */
export function provenOrders(
  configuration: unknown,
  groups: readonly (readonly Operation[])[],
  dependenciesOf: Plan["dependenciesOf"] = () => [],
): OperationOrder[] {
  const references = new References(configuration);
  return groups.map((operations) => {
    if (operations.length > MOST_ORDERED_OPERATIONS) return { before: [], certain: false };
    const before =
      operations.length < 2
        ? []
        : [...provenPairs(operations, references), ...deletionPairs(operations, dependenciesOf)];
    return { before, certain: operations.length < 2 || (operations.length === 2 && before.length > 0) };
  });
}

function provenPairs(operations: readonly Operation[], references: References): Before[] {
  const pairs: Before[] = [];
  const places = operations.map(({ address, kind }) => (kind === "delete" ? null : addressParts(address)));
  operations.forEach((operation, second) => {
    const place = places[second];
    operations.forEach((other, first) => {
      const earlier = places[first];
      if (isReplacement(other, operation)) {
        pairs.push(other.replacement === "delete first" ? [first, second] : [second, first]);
      } else if (first !== second && place && earlier && references.isAfter(place, earlier))
        pairs.push([first, second]);
    });
  });
  return pairs;
}

/**
 * What was made from something is deleted before that is, and, where it is no half that comes last, before that is
 * changed. Of a deletion by itself the plan does not tell whether it comes before a change or after it; measured with
 * Terraform 1.11.
 */
function deletionPairs(operations: readonly Operation[], dependenciesOf: Plan["dependenciesOf"]): Before[] {
  const addresses = operations.map(({ address }) => withoutKeys(address));
  // Nothing is made from a key, as far as keys and their users go; and most groups are the keys of one user.
  if (new Set(addresses.map(typeIn)).size < 2) return [];
  return operations.flatMap((deletion, first) => {
    if (deletion.kind !== "delete") return [];
    const made = new Set(dependenciesOf(deletion));
    return operations.flatMap(({ kind }, second): Before[] => {
      if (!made.has(addresses[second] ?? "") || !isSameInstance(deletion, operations[second])) return [];
      const isLater = kind === "delete" || (kind === "update" && deletion.replacement === "delete first");
      return isLater ? [[first, second]] : [];
    });
  });
}

/** Objects of two instances of one module do not wait for each other, though the code is the same. */
function isSameInstance(one: Operation, other: Operation | undefined): boolean {
  const parts = addressParts(one.address);
  const others = other && addressParts(other.address);
  if (!parts || !others || parts.modules.join() !== others.modules.join()) return true;
  return parts.moduleInstance === others.moduleInstance;
}

function typeIn(address: string): string {
  return address.slice(0, address.lastIndexOf(".")).split(".").at(-1) ?? "";
}

/** The two halves of the replacement of one object; what an earlier apply has deposed is none of it. */
function isReplacement(deletion: Operation, creation: Operation): boolean {
  return (
    deletion.kind === "delete" &&
    creation.kind === "create" &&
    deletion.replacement !== null &&
    deletion.deposed === null &&
    deletion.address === creation.address
  );
}
