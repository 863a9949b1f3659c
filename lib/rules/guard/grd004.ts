import type { Rule } from "../rule";
import { violation } from "../rule";
import { profileOf, settledLevel } from "../settings";
import { otherThanManifest } from "./other-counts";
import { weakenings } from "./weakenings";

/**
 * What in a change weakens the guard. Fixed, because a change must not be able to accept or to silence what is said
 * about itself.
 */
export const GRD004: Rule = {
  id: "GRD004",
  level: "warning",
  fixed: true,
  stages: ["configuration", "plan"],
  title: "Change that weakens the guard",
  why: "Whoever reviews a change trusts what the guard says, and so has to know when the change tells it to say less.",
  fix: "let somebody who answers for the credentials agree to it, or take it out of the change",
  example: {
    before: ` # ramparts.yaml
-profile: strict
+profile: baseline`,
    after: ` # ramparts.yaml
 profile: strict`,
  },
  *evaluate(context) {
    // What a plan starts from says the manifest of before the change, where that is given.
    for (const { site, message } of otherThanManifest(context)) yield violation(site, message);
    if (context.base === null) return;
    // A change that no longer wants this to be an error is judged as before it.
    const { settings, inventory } = context.base;
    const isError = settledLevel(GRD004, settings, profileOf(settings, inventory.stacks)) === "error";
    const after = { inventory: context.inventory, settings: context.settings };
    for (const { site, message } of weakenings(context.base, after, context.rules)) {
      yield violation(site, message, isError ? { level: "error" } : {});
    }
  },
};
