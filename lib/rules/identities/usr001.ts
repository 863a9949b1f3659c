import type { NamedIdentity } from "../../inventory/model";
import type { Maybe } from "../../maybe/maybe";
import { isUnknown } from "../../maybe/maybe";
import {
  DESCRIPTION,
  DISPLAY_NAME,
  GROUP_COMMENTS,
  GROUP_NAME,
  POLICY_NAME,
  ROLE_NAME,
  USER_COMMENTS,
  USER_NAME,
} from "../../limits/names";
import type { TextLimit } from "../../limits/text-limit";
import { textProblem } from "../../limits/text-limit";
import type { Observation, Rule } from "../rule";
import { indeterminate, violation } from "../rule";
import { notKnown, quote } from "../wording";

const NAMES: Readonly<Record<NamedIdentity["kind"], TextLimit>> = {
  user: USER_NAME,
  group: GROUP_NAME,
  role: ROLE_NAME,
  policy: POLICY_NAME,
};

const COMMENTS: Readonly<Record<NamedIdentity["kind"], TextLimit>> = {
  user: USER_COMMENTS,
  group: GROUP_COMMENTS,
  role: DESCRIPTION,
  policy: DESCRIPTION,
};

/** A name that RAM refuses: the provider looks at none of them, so the apply stops half-way. */
export const USR001: Rule = {
  id: "USR001",
  level: "error",
  stages: ["configuration", "plan"],
  title: "Name or text that RAM does not take",
  why: "The Terraform provider does not check names, so the apply stops when RAM refuses one, after part of it is done.",
  fix: "choose a name that RAM takes; existing identities keep theirs",
  example: {
    before: `{
  "resource": { "alicloud_ram_user": { "reports": { "name": "monthly reports" } } }
}`,
    after: `{
  "resource": { "alicloud_ram_user": { "reports": { "name": "monthly-reports" } } }
}`,
  },
  *evaluate({ inventory }) {
    for (const identity of inventory.identities) {
      if (!identity.created || identity.instances === 0) continue;
      yield* judge(identity, NAMES[identity.kind], identity.name);
      // The provider takes an empty text for none.
      yield* judge(identity, DISPLAY_NAME, identity.displayName || null);
      yield* judge(identity, COMMENTS[identity.kind], identity.comments || null);
    }
  },
};

function* judge(identity: NamedIdentity, limit: TextLimit, value: Maybe<string | null>): Iterable<Observation> {
  if (value === null) return;
  const { site, kind, name } = identity;
  const subject = `${kind}:${isUnknown(name) || !name ? site.address : name}`;
  const isName = limit === NAMES[kind];
  if (isUnknown(value)) {
    // A generated name is none that is known, but its form may be.
    if (value.samples?.every((sample) => !textProblem(limit, sample))) return;
    const message = `Nobody can tell whether RAM takes the ${limit.subject}: ${notKnown(value)}`;
    // A text that is made elsewhere is common and short; a name that is refused stops more than itself. Of instances
    // each has a name of its own, and nobody writes them otherwise.
    const isOrdinary = !isName || isRepeated(identity);
    yield indeterminate(site, message, value, isOrdinary ? { subject, level: "info" } : { subject });
    return;
  }
  const problem = textProblem(limit, value);
  if (!problem) return;
  // Names are public; what stands in a comment need not be.
  const shown = isName ? ` ${quote(value)}` : "";
  const message = `The ${limit.subject}${shown} ${problem.problem}; RAM allows ${problem.allowed}`;
  yield violation(site, message, { subject, ...(!isName && { fix: "shorten the text" }) });
}

function isRepeated({ instances }: NamedIdentity): boolean {
  return isUnknown(instances) ? instances.atMost !== 1 : instances > 1;
}
