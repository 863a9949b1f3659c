import { bareReference } from "../configuration/bare-reference";
import type { Instance } from "../configuration/instance";
import { isLiterallyTrue } from "../configuration/literal-truth";
import { member, objectsIn } from "../json/json";
import type { Maybe } from "../maybe/maybe";
import type { KeyLifecycle } from "./model";

/** What the lifecycle of a key says; it takes constants only. A plan does not hold it, nor does a state. */
export function lifecycleOf({ site, written, object }: Instance): Maybe<KeyLifecycle> {
  if (object?.isLifecycleKnown === false) {
    const because = "neither a plan nor a state holds it, and the configuration was not given";
    return { unknown: true, attribute: `${site.address}.lifecycle`, because };
  }
  const blocks = objectsIn(member(written, "lifecycle"));
  const ignored = blocks.flatMap((each) => ignoredIn(member(each, "ignore_changes")));
  return {
    ignoresStatus: ignored.some((name) => name === "status" || name === "all" || name === "*"),
    ignoresAll: ignored.some((name) => name === "all" || name === "*"),
    preventsDestroy: blocks.some((each) => isLiterallyTrue(member(each, "prevent_destroy"))),
  };
}

/** The names of a list, or the word that stands for all of them. */
function ignoredIn(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((each) => (typeof each === "string" ? bareReference(each) : []));
}
