import type { Site } from "../../places/site";

/** The place of what is said about the plan of a stack as a whole. */
export function planSite(stack: string): Site {
  return { stack, address: "plan", path: null, source: null };
}
