/**
 * System policies that make an administrator, in lower case, with the actions that they allow on every resource.
 *
 * Source: the high risks of Ant Group's CloudRec rules (github.com/antgroup/CloudRec, RAM User_202503172212_146913)
 */
const ADMINISTRATORS: ReadonlyMap<string, string> = new Map([
  ["administratoraccess", "*"],
  ["aliyunramfullaccess", "ram:*"],
]);

/** What a system policy that makes an administrator allows; null for any other. */
export function administratorActions(policyName: string): string | null {
  return ADMINISTRATORS.get(policyName.toLowerCase()) ?? null;
}

/**
 * Whether a system policy allows to assume every role that trusts the account, which is the power of all of them.
 *
 * Source of the name: the documentation of RAM in github.com/AlibabaCloudDocs/ram
 */
export function allowsEveryRole(policyName: string): boolean {
  return policyName.toLowerCase() === "aliyunstsassumeroleaccess";
}
