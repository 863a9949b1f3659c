import type { AccessKeyMetadata } from "../configuration/metadata";
import type { KeyLifecycle } from "../inventory/model";
import type { Maybe } from "../maybe/maybe";
import type { Site } from "../places/site";
import { isUnknown } from "../maybe/maybe";
import type { ApplyEffect } from "./key-report";
import type { NextApply, Standing } from "./next-apply";

/** What becomes of a key that was disabled by hand: in a word, and in sentences for whoever has disabled it. */
export interface Lasting {
  readonly effect: ApplyEffect | null;
  readonly sentences: readonly string[];
}

/** What there is to say of a key of a state. */
interface Subject {
  readonly place: Site;
  readonly metadata: AccessKeyMetadata | null;
  /** The key that the code at the address of a deposed one speaks of, by its short id. */
  readonly successor: string | null;
  readonly next: NextApply;
}

export function lastingOfUnmanaged(areStatesGiven: boolean): Lasting {
  const sentence = areStatesGiven
    ? "None of the given states has the key: no apply of theirs enables it again."
    : "No state was given: if Terraform manages the key, the next apply may ENABLE IT AGAIN. Give the states to know.";
  return { effect: null, sentences: [sentence] };
}

/** What keeps a disabled key disabled, or deletes it: the next apply does what state and code say. */
export function lastingOf(subject: Subject): Lasting {
  const { next } = subject;
  if (next.mark === "deposed") return ofDeposed(subject);
  if (next.standing.is === "undeclared") return ofUndeclared(subject, next.standing);
  if (next.mark === "tainted") return ofTainted(subject);
  const { effect, sentences } = byStatus(subject);
  if (next.standing.is !== "notKnown") return { effect, sentences };
  return { effect: "notKnown", sentences: [...sentences, mayBeGone(subject, next.standing)] };
}

function ofDeposed({ place, successor, next: { standing } }: Subject): Lasting {
  const { stack } = place;
  const deletes = `A replacement has left this key behind (deposed): the next apply of the stack ${stack} DELETES it, for good`;
  const other = successor === null ? "whichever key takes its place" : `the key that has taken its place, ${successor}`;
  const code = `Do not set a status in the code for it: what stands there is about ${other}.`;
  if (standing.is === "undeclared" && standing.isDestroyed !== true) return ofUndeclared({ place }, standing);
  const unless =
    standing.is === "notKnown" ? `${deletes}, unless a removed block tells Terraform to forget it.` : `${deletes}.`;
  const until = "Until then no apply enables it: disable it by hand, if it must not work that long.";
  return { effect: "deletes", sentences: [unless, ...(standing.is === "undeclared" ? [] : [code]), until] };
}

function ofUndeclared(
  { place: { stack } }: Pick<Subject, "place">,
  { isDestroyed }: Extract<Standing, { is: "undeclared" }>,
): Lasting {
  const until = "Until then no apply enables it: disable it by hand, if it must not work that long.";
  if (isDestroyed === null) {
    const sentence =
      `The code has a removed block for the key that does not say destroy: with the next apply of the stack ${stack} ` +
      "Terraform DELETES it, and OpenTofu forgets it, so that it stays as it is by then.";
    return { effect: "notKnown", sentences: [sentence, until] };
  }
  if (isDestroyed) {
    const sentence = `The code no longer has the key: the next apply of the stack ${stack} DELETES it, for good.`;
    return { effect: "deletes", sentences: [sentence, until] };
  }
  return {
    effect: "forgets",
    sentences: [
      `The code gives the key up (removed, with destroy = false): with the next apply of the stack ${stack} Terraform ` +
        "FORGETS it, and it stays in the account as it is by then.",
      "Disable it by hand, and delete it by hand when nothing has missed it: no code will speak of it.",
    ],
  };
}

function ofTainted({ place: { stack, address }, next: { standing, lifecycle } }: Subject): Lasting {
  const marked = "Terraform has the key marked to be replaced (tainted)";
  const code = "Do not set a status in the code for it: that would be about the new key.";
  const untaint = `Whoever still needs this one takes the mark away: terraform untaint '${address}'`;
  const until = "Until then no apply enables it: disable it by hand, if it must not work that long.";
  if (!isUnknown(lifecycle) && lifecycle?.preventsDestroy === true) {
    const sentence = `${marked}, and the code forbids that (prevent_destroy): every plan of the stack ${stack} fails.`;
    return { effect: "fails", sentences: [sentence, until] };
  }
  const certain = standing.is === "declared";
  const sentence = certain
    ? `${marked}: the next apply of the stack ${stack} DELETES it, for good, and makes a new one with a new secret.`
    : `${marked}: the next apply of the stack ${stack} DELETES it, for good, and makes a new one if the code still ` +
      "has it. A removed block, or prevent_destroy, would stop that.";
  return { effect: certain ? "replaces" : "notKnown", sentences: [sentence, code, untaint, until] };
}

function byStatus({ place, metadata, next: { pin, lifecycle } }: Subject): Lasting {
  const where = whereToEdit(place, metadata);
  if (isIgnored(lifecycle)) return ofIgnored(place, metadata, pin, lifecycle);
  switch (pin) {
    case "Active":
      return {
        effect: "enables",
        sentences: [
          `The code pins the key to Active: the next apply, by anybody or by a pipeline, ENABLES IT AGAIN. To stop that, ${where}.`,
          "Until that is merged, stop whatever applies this stack.",
        ],
      };
    case "Inactive":
      return { effect: "disables", sentences: ["The code says Inactive already: an apply disables it too."] };
    case "none":
      return {
        effect: "keeps",
        sentences: [`The code says no status: an apply leaves the key disabled. To have it in writing: ${where}.`],
      };
    case "unknown": {
      const [unless, first] =
        lifecycle === null || isUnknown(lifecycle)
          ? [", unless ignore_changes has the status", "; ignore_changes must not have the status then"]
          : ["", ""];
      return {
        effect: "notKnown",
        sentences: [
          `If the code pins the key to Active, the next apply ENABLES IT AGAIN${unless}. Look there first, and ${where}${first}.`,
          "Until that is clear, stop whatever applies this stack.",
        ],
      };
    }
  }
}

function isIgnored(lifecycle: Maybe<KeyLifecycle> | null): lifecycle is KeyLifecycle {
  return lifecycle !== null && !isUnknown(lifecycle) && lifecycle.ignoresStatus;
}

/** An apply does nothing about the status, so that neither does an edit of it alone. */
function ofIgnored(
  place: Site,
  metadata: AccessKeyMetadata | null,
  pin: NextApply["pin"],
  { ignoresAll }: KeyLifecycle,
): Lasting {
  const named = ignoresAll ? "ignore_changes = all" : "ignore_changes has status";
  const said =
    pin === "Active"
      ? `The code says Active, but it also tells Terraform to leave the status alone (${named}): no apply enables the key again.`
      : pin === "Inactive"
        ? `The code says Inactive, but it also tells Terraform to leave the status alone (${named}): NO APPLY DISABLES the key.`
        : `The code tells Terraform to leave the status alone (${named}): an apply neither enables nor disables the key.`;
  const take = ignoresAll
    ? "let ignore_changes name what it is for, without status"
    : "take status out of ignore_changes";
  const both = `${take}, and ${whereToEdit(place, metadata)}, in one change`;
  const alone =
    pin === "Active"
      ? " The first alone would ENABLE IT AGAIN."
      : pin === "unknown"
        ? " The first alone would enable it again if the code says Active."
        : "";
  return {
    effect: "keeps",
    sentences: [said, `Disabled by hand, it stays so. To have it in writing: ${both}.${alone}`],
  };
}

function mayBeGone({ place: { stack } }: Subject, { because }: Extract<Standing, { is: "notKnown" }>): string {
  return `Whether the code still has the key is not known: ${because}. If it has it no longer, the next apply of the stack ${stack} DELETES it.`;
}

function whereToEdit({ source, stack, address }: Site, metadata: AccessKeyMetadata | null): string {
  if (source !== null) return `give the key status: "Inactive" at ${source.file}:${source.line}`;
  const name = metadata === null ? "" : ` (the key "${metadata.name}")`;
  return `set status = "Inactive" in ${address}${name} of the stack ${stack}`;
}
