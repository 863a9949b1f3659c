import type { LiveKeyIndex } from "../inventory/live-key-index";
import type { HeldKey } from "../rules/live/held-keys";
import type { Disabling, KeyHolder } from "./key-report";
import { shellWord } from "./shell-word";

/** What there is to know of a key that a listing shows to work no more; null for one that may be Active. */
export function stoppedAlready({ isGone, live, key }: HeldKey, { time }: LiveKeyIndex): Disabling | null {
  if (isGone) {
    const notes = [
      `The listing of live keys of ${time} does not have it any more: somebody has deleted it outside of Terraform, for good.`,
      // Of what was left behind the code speaks no more.
      ...(key === null || key.record?.mark === "deposed"
        ? []
        : ["While the code has the key, the next plan of its stack creates another one in its place."]),
    ];
    return { command: null, isDone: true, notes };
  }
  if (live?.status !== "Inactive") return null;
  const note = `The listing of live keys of ${time} has it Inactive. Take a new one to see that nobody has enabled it since.`;
  return { command: null, isDone: true, notes: [note] };
}

/** How a key is disabled now, by hand: an apply takes longer, and changes other things as well. */
export function disablingOf(
  id: string,
  { kind, accountId }: KeyHolder,
  userName: string | null,
  status: string | null,
): Disabling {
  const credentials = `credentials of account ${accountId ?? "that has it"}, and not with this key itself`;
  // A state is as old as the last apply, and the command does no harm.
  const already = status === "Inactive" ? ["It is Inactive already, as far as the state tells."] : [];
  const undo = "This can be undone, with --Status Active; deleting a key cannot.";
  const key = shellWord(id);
  if (kind === "account") {
    const command = key && `aliyun ram UpdateAccessKey --UserAccessKeyId ${key} --Status Inactive`;
    const notes = [
      "It is a root key: only the account itself can disable it. Sign in to the console as the account, open " +
        "AccessKey in the menu of the profile picture, and disable it there.",
      "The command does the same with credentials of the account itself, and fails with those of anybody else.",
    ];
    return { command, notes: [...already, ...notes, undo] };
  }
  const user = userName === null ? null : shellWord(userName);
  if (kind === "unknown" || user === null || key === null) {
    const note =
      userName === null
        ? "Nothing tells whose key it is. Look the id up in the console, in the search of RAM, and disable it there."
        : "The name of its user is none that RAM takes, so that there is no command to give. Disable it in the console.";
    return { command: null, notes: [...already, note, undo] };
  }
  return {
    command: `aliyun ram UpdateAccessKey --UserName ${user} --UserAccessKeyId ${key} --Status Inactive`,
    notes: [...already, `Run it with ${credentials}: a key that leaked may be refused.`, undo],
  };
}
