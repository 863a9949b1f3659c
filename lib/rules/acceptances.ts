import type { ScopedAcknowledgement } from "../configuration/metadata";
import type { Stack } from "../inventory/model";
import type { Acceptance, Place } from "./finding";

/** The part of an acknowledgement that a report shows. */
export function acceptanceOf({ reason, until, owner, link }: Acceptance): Acceptance {
  return { reason, until, ...(owner !== undefined && { owner }), ...(link !== undefined && { link }) };
}

/** An acknowledgement holds to the end of its last day, UTC. */
export function hasExpired(acceptance: Acceptance, today: string): boolean {
  return acceptance.until < today;
}

/** The acknowledgements of all stacks, found by rule and place in as many steps as a path has parts. */
export class Acceptances {
  private readonly byStack = new Map<string, Map<string, ScopedAcknowledgement>>();

  constructor(stacks: readonly Stack[], accepts: (acknowledgement: ScopedAcknowledgement) => boolean) {
    for (const stack of stacks) {
      const scopes = this.byStack.get(stack.name) ?? new Map<string, ScopedAcknowledgement>();
      this.byStack.set(stack.name, scopes);
      for (const acknowledgement of stack.acknowledgements) {
        if (!accepts(acknowledgement)) continue;
        keepTheLongest(scopes, keyOf(acknowledgement.rule, acknowledgement.path), acknowledgement);
        if (isStackScope(acknowledgement.path, stack.name)) {
          keepTheLongest(scopes, keyOf(acknowledgement.rule, null), acknowledgement);
        }
      }
    }
  }

  /** The acceptance at the narrowest scope around a place; one of a stack or the app for a place without a path. */
  find(rule: string, place: Place): ScopedAcknowledgement | null {
    const scopes = this.byStack.get(place.stack);
    if (!scopes || scopes.size === 0) return null;
    for (let path = place.path; ; path = parentOf(path)) {
      const found = scopes.get(keyOf(rule, path));
      if (found) return found;
      if (path === null || path === "") return null;
    }
  }
}

/** Neither part can hold the separator of the other: a rule id of any text is quoted. */
function keyOf(rule: string, path: string | null): string {
  return `${JSON.stringify(rule)} ${path === null ? "" : `at ${path}`}`;
}

function keepTheLongest(
  scopes: Map<string, ScopedAcknowledgement>,
  key: string,
  acknowledgement: ScopedAcknowledgement,
): void {
  const kept = scopes.get(key);
  if (!kept || kept.until < acknowledgement.until) scopes.set(key, acknowledgement);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The app, or a path that ends with the stack itself: `stack`, `nesting/stack`, but not `stack/user`. */
function isStackScope(path: string, stack: string): boolean {
  if (path === "") return true;
  const parts = path.split("/");
  return parts.indexOf(stack) === parts.length - 1;
}
