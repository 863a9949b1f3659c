import { TerraformDataSource, TerraformElement, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { RampartsError } from "../checks/ramparts-error";

interface Holder {
  readonly element: IConstruct;
  readonly source: string | undefined;
}

/** The Terraform addresses of our elements, by stack: two elements at one address would be merged without a word. */
const addresses = new WeakMap<TerraformStack, Map<string, Holder>>();

/** Refuses an address that one of our elements in the stack already has. */
export function checkAddress(stack: TerraformStack, address: string, path: string): void {
  const holder = addresses.get(stack)?.get(address);
  if (!holder || !isInTree(holder.element)) return;
  throw new RampartsError({
    problem: `${address} is declared a second time: ${path} would be merged with ${placeOf(holder)}`,
    allowed: "one construct for each address of a stack; addresses come from names in RAM, not from construct paths",
    fix: "remove one of the two, or give them different names",
    path,
  });
}

/** Refuses the id of a construct that is there already; the engine would name neither line nor fix. */
export function checkId(scope: IConstruct, id: string): void {
  const other = scope.node.tryFindChild(id);
  if (!other) return;
  throw new RampartsError({
    problem: `${other.node.path} is there already`,
    allowed: "one construct of an id in each scope",
    fix: "give the second one another id; its Terraform address comes from its name in RAM, not from the id",
    path: other.node.path,
  });
}

/** A rename from a name that another element still has: Terraform refuses to move what stays declared. */
export function formerClashes(stack: TerraformStack, address: string, path: string): string[] {
  const holder = addresses.get(stack)?.get(address);
  if (!holder || !isInTree(holder.element)) return [];
  return [
    `${path} was formerly ${address}, but ${placeOf(holder)} still is. ` +
      "Remove that one, or leave formerlyNamed out: then they are two.",
  ];
}

/** Notes that the element has the address; the address must have been checked. */
export function holdAddress(
  stack: TerraformStack,
  address: string,
  element: IConstruct,
  source: string | undefined,
): void {
  let held = addresses.get(stack);
  if (!held) {
    held = new Map();
    addresses.set(stack, held);
    stack.node.addValidation({ validate: () => foreignClashes(stack) });
  }
  held.set(address, { element, source });
}

/** Frees an address that its element does not have any more. */
export function freeAddress(stack: TerraformStack, address: string): void {
  addresses.get(stack)?.delete(address);
}

/** Elements of other libraries that would be merged with one of ours; only now do they all have their ids. */
function foreignClashes(stack: TerraformStack): string[] {
  const held = addresses.get(stack);
  const problems: string[] = [];
  for (const element of stack.node.findAll()) {
    const address = addressOf(element);
    const holder = address === undefined ? undefined : held?.get(address);
    if (!holder || holder.element === element || TerraformStack.of(element) !== stack) continue;
    problems.push(
      `${address} is declared a second time: Terraform would see ${placeOf(holder)} and ${element.node.path} as one. ` +
        "Give one of them another name, or another id with overrideLogicalId().",
    );
  }
  return problems;
}

function placeOf({ element, source }: Holder): string {
  return source === undefined ? element.node.path : `${element.node.path} (${source})`;
}

/** False for an element that was taken out of the tree, or whose scope was. */
export function isInTree(element: IConstruct): boolean {
  return element.node.scopes.every((scope) => !scope.node.scope || isChild(scope.node.scope, scope));
}

function isChild(parent: IConstruct, child: IConstruct): boolean {
  return parent.node.tryFindChild(child.node.id) === child;
}

/** The address of a resource or data source of any library. */
function addressOf(element: IConstruct): string | undefined {
  if (!TerraformElement.isTerraformElement(element)) return undefined;
  if (TerraformResource.isTerraformResource(element)) {
    return `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  }
  if (TerraformDataSource.isTerraformDataSource(element)) {
    return `data.${element.terraformResourceType}.${element.friendlyUniqueId}`;
  }
  return undefined;
}
