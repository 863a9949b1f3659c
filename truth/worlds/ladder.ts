/** By width, what a policy allows: each rung allows all that those below it do, and more. */
const RUNGS: readonly { readonly actions: readonly string[]; readonly resource: string }[] = [
  { actions: [], resource: "*" },
  { actions: ["oss:GetObject"], resource: "acs:oss:*:*:reports/*" },
  { actions: ["oss:GetObject", "oss:PutObject"], resource: "acs:oss:*:*:reports/*" },
  { actions: ["oss:GetObject", "oss:PutObject"], resource: "*" },
  { actions: ["oss:*"], resource: "*" },
  { actions: ["*"], resource: "*" },
];

export const WIDEST = RUNGS.length - 1;
/** The system policy that is as wide as the widest rung. */
export const WIDEST_POLICY = "AdministratorAccess";

export function documentOfWidth(width: number): string {
  const { actions, resource } = RUNGS[width] ?? { actions: [], resource: "*" };
  return JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: actions, Resource: [resource] }] });
}

/** The rung of a document that this file has made. */
export function widthOfDocument(document: string): number {
  return RUNGS.findIndex((_, width) => documentOfWidth(width) === document);
}
