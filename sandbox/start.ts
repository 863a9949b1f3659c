import { lstatSync, mkdirSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { ACCOUNT_ID } from "../lib/limits/names";
import { textProblem } from "../lib/limits/text-limit";
import { Account } from "./account/account";
import { newAccount, TERRAFORM_USER, type AccountState } from "./account/state";
import type { Caller } from "./account/session";
import { accountFile, lockFile, sandboxDirectory } from "./directory";
import { sandboxEnvironment } from "./environment";
import type { Interposition } from "./provider/interposition";
import { serveProvider } from "./provider/serve";
import { SandboxError } from "./sandbox-error";
import { makeSocketPlace, removeLeftPlaces } from "./socket";
import { readAccountFile, removeTemporaries, writeAccountFile } from "./store/account-file";
import { Lock } from "./store/lock";
import { TerraformGuard } from "./terraform/guard";

const DEFAULT_ACCOUNT_ID = "1234567890123456";

export interface SandboxOptions {
  /**
   * Where the account is kept.
   *
   * @default - `.ramparts/sandbox` below the working directory
   */
  readonly directory?: string;
  /**
   * Id of the account.
   *
   * @default - that of the account file; 1234567890123456 for a new account
   */
  readonly accountId?: string;
  /**
   * Who runs Terraform: `terraform`, a RAM user that every new account has, or the account itself.
   *
   * @default "terraform"
   */
  readonly caller?: "terraform" | "root";
  /**
   * Schema version that the provider tells for every resource type.
   *
   * @default - one that the real provider never reaches
   */
  readonly schemaVersion?: number;
  /**
   * The clock by which the account writes dates.
   *
   * @default - the machine's
   */
  readonly clock?: () => Date;
  /**
   * What a test puts between Terraform and the account.
   *
   * @default - nothing
   */
  readonly interposition?: Interposition;
}

export interface Sandbox {
  /** The account, to be looked at or changed as if from outside Terraform. */
  readonly account: Account;
  /** Who runs Terraform, as the account's actions take it. */
  readonly caller: Caller;
  /** The sandbox's directory, absolute. */
  readonly directory: string;
  /** Whether anything has changed the account since the sandbox was started: an apply, as a rule. */
  readonly hasChanged: boolean;
  /**
   * The environment for a command that is to use the sandbox: a copy of the parent's (by default this process's)
   * without real credentials, and with everything that Terraform and cdktf need to find the sandbox.
   */
  environment(parent?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
  /** Stops the provider and lets go of the account file. */
  close(): void;
}

/** Opens the account, or makes one, and serves the Terraform provider on it until it is closed. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const directory = resolve(options.directory ?? sandboxDirectory());
  const caller: Caller = options.caller === "root" ? { kind: "root" } : { kind: "user", userId: TERRAFORM_USER.userId };
  const lock = takeLock(directory);
  const place = makeSocketPlace();
  try {
    let hasChanged = false;
    await removeLeftPlaces();
    removeTemporaries(lockFile(directory));
    removeTemporaries(accountFile(directory));
    const account = openAccount(accountFile(directory), options, () => (hasChanged = true));
    const { schemaVersion, interposition } = options;
    const provider = await serveProvider(place.path, {
      account,
      caller,
      ...(schemaVersion !== undefined && { schemaVersion }),
      ...(interposition && { interposition }),
    });
    const guard = new TerraformGuard(place.directory);
    let closed = false;
    return {
      account,
      caller,
      directory,
      get hasChanged() {
        return hasChanged;
      },
      environment: (parent = process.env) =>
        guard.around(sandboxEnvironment(parent, { directory, socket: place.path })),
      close: () => {
        // A second call must not take the lock away from a sandbox that was started in between.
        if (closed) return;
        closed = true;
        place.remove();
        provider.close();
        lock.release();
      },
    };
  } catch (error) {
    place.remove();
    lock.release();
    throw error;
  }
}

function takeLock(directory: string): Lock {
  try {
    refuseLinks(directory);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return Lock.take(lockFile(directory));
  } catch (error) {
    if (error instanceof SandboxError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new SandboxError(
      `The sandbox cannot keep an account in ${directory} (${code ?? "unknown error"}). ` +
        "Run it in a directory that you may write to.",
    );
  }
}

/** A repository can hold links; the account would be written to wherever they lead. */
function refuseLinks(directory: string): void {
  const parent = dirname(directory);
  for (const folder of basename(parent) === ".ramparts" ? [parent, directory] : [directory]) {
    if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) continue;
    throw new SandboxError(
      `${folder} is a link, and the sandbox follows none to where it writes. Remove it, or run the sandbox in the ` +
        "project that it leads to.",
    );
  }
}

function openAccount(file: string, options: SandboxOptions, changing: () => void): Account {
  const { accountId, clock = () => new Date() } = options;
  checkAccountId(accountId);
  const found = readAccountFile(file);
  if (found && accountId !== undefined && accountId !== found.accountId) {
    throw new SandboxError(
      `The sandbox's account is ${found.accountId}, not ${accountId} (${file}). ` +
        "Leave --account-id out to use it, or make a new account after: ramparts sandbox reset",
    );
  }
  const state =
    found ??
    newAccount(
      accountId ?? DEFAULT_ACCOUNT_ID,
      clock()
        .toISOString()
        .replace(/\.\d+Z$/, "Z"),
    );
  if (!found) writeAccountFile(file, state);
  const save = (changed: AccountState): void => {
    changing();
    writeAccountFile(file, changed);
  };
  return new Account(state, { save, clock });
}

function checkAccountId(accountId: string | undefined): void {
  const problem = accountId === undefined ? undefined : textProblem(ACCOUNT_ID, accountId);
  if (problem) {
    throw new SandboxError(`The account id "${accountId}" ${problem.problem}; allowed are ${problem.allowed}.`);
  }
}
