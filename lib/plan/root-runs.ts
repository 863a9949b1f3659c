import { isRootCaller } from "../inventory/callers";
import type { AccountIdentity } from "../inventory/model";
import type { Plan } from "../inventory/read-plans";

/**
 * Whether the Alibaba Cloud account itself made the plans of stacks; null where nothing in them says who did, or where
 * not all of them say the same. A stack that does not say is taken to be planned like the others of its account.
 */
export function runsAsRoot(
  { before, after }: Pick<Plan, "before" | "after">,
  account: AccountIdentity,
  stacks: Iterable<string>,
): boolean | null {
  const told = [...before.callers, ...after.callers].flatMap((caller) => {
    const isRoot = caller.account.key === account.key ? isRootCaller(caller) : null;
    return isRoot === null ? [] : [{ stack: caller.site.stack, isRoot }];
  });
  const answers = [...stacks].flatMap((stack) => {
    const own = told.filter((each) => each.stack === stack);
    return (own.length > 0 ? own : told).map(({ isRoot }) => isRoot);
  });
  const [first, ...others] = new Set(answers);
  return first === undefined || others.length > 0 ? null : first;
}
