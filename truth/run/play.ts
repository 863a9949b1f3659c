import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RamError, startSandbox, type Sandbox } from "../../sandbox";
import type { Account, ApplyRecord } from "../judge/record";
import type { Configuration } from "../worlds/configuration";
import { driftAccount } from "../worlds/drift";
import { edited } from "../worlds/edit";
import { blockOf } from "../worlds/names";
import type { PlanFlags, Step, World } from "../worlds/world";
import { accountNow, listingOf } from "./account";
import { WorldDirectory } from "./directory";
import { Recorder } from "./recorder";
import { reviewDirectory, reviewJson, type Reviewed } from "./reviews";

/** A plan and what came of it. */
export interface Pair {
  readonly index: number;
  readonly reviews: readonly Reviewed[];
  /** Null where Terraform could not plan the change, so that there is nothing to apply. */
  readonly record: ApplyRecord | null;
  /** What Terraform said when it applied. */
  readonly output: string;
}

/** Lives through a world: applies what it starts with, then plans, reviews and applies each step. */
export async function play(world: World): Promise<Pair[]> {
  const player = await Player.of(world);
  try {
    return await player.play();
  } finally {
    player.end();
  }
}

/** Much later than what came before, since the account writes whole seconds. */
const MINUTE = 60_000;

class Player {
  private constructor(
    private readonly world: World,
    private readonly sandbox: Sandbox,
    private readonly directory: WorldDirectory,
    private readonly recorder: Recorder,
    private readonly clock: { time: number },
  ) {}

  public static async of(world: World): Promise<Player> {
    const recorder = new Recorder();
    const clock = { time: Date.now() - 60 * MINUTE };
    let sandbox: Sandbox | null = null;
    const directory = new WorldDirectory(world.stacks, () => sandbox?.environment() ?? {});
    sandbox = await startSandbox({
      directory: join(directory.path, "account"),
      clock: () => new Date(clock.time),
      interposition: recorder.interposition,
    });
    return new Player(world, sandbox, directory, recorder, clock);
  }

  public end(): void {
    this.sandbox.close();
    this.directory.remove();
  }

  public async play(): Promise<Pair[]> {
    const { world, directory } = this;
    directory.write(world.base);
    for (const stack of world.stacks) {
      await directory.terraform(stack, "init", "-no-color", "-input=false");
      await directory.terraform(stack, "apply", "-no-color", "-input=false", "-auto-approve");
    }
    const pairs: Pair[] = [];
    let configuration = world.base;
    for (const [index, step] of world.steps.entries()) {
      const next = edited(configuration, step.edits);
      pairs.push(await this.pair(index, step, configuration, next));
      configuration = next;
    }
    return pairs;
  }

  private async pair(index: number, step: Step, before: Configuration, after: Configuration): Promise<Pair> {
    const { directory, sandbox, world } = this;
    this.clock.time += MINUTE;
    for (const label of step.tainted) {
      const block = blockOf(before, label);
      if (block) await directory.terraform(block.stack, "taint", block.address);
    }
    const recorded = directory.state();
    const oldListing = step.isListingOld ? this.listing() : null;
    this.clock.time += MINUTE;
    this.drift(step);
    this.clock.time += MINUTE;
    const listing = oldListing ?? this.listing();
    directory.write(after);
    const listingFile = join(directory.path, "keys.json");
    writeFileSync(listingFile, JSON.stringify(listing.file));

    const context = {
      directory,
      environment: this.planEnvironment(step.flags, after),
      now: this.now(),
      listing: listingFile,
    };
    const plans = join(directory.path, "plans");
    mkdirSync(plans, { recursive: true });
    const fromDirectory = await reviewDirectory(context, plans, step.isDirectoryListed);
    const fileOf = (stack: string): string => join(plans, `${stack}.tfplan`);
    if (fromDirectory.document === null || fromDirectory.document.unjudged.length > 0) {
      return { index, reviews: [fromDirectory], record: null, output: fromDirectory.errors };
    }
    const shown = new Map<string, string>();
    for (const stack of world.stacks) {
      shown.set(stack, (await directory.terraform(stack, "show", "-json", fileOf(stack))).output);
    }
    const reviews = [fromDirectory, await reviewJson(context, shown, false), await reviewJson(context, shown, true)];

    const accountBefore = accountNow(sandbox.account);
    this.recorder.start(sandbox.account, step.apply, `${world.seed} ${index}`);
    const { endedWell, output } = await this.apply(step, fileOf);
    const record = {
      before: accountBefore,
      recorded,
      plans: world.stacks.map((stack) => ({ stack, isRefreshed: isRefreshed(step.flags) })),
      calls: this.recorder.stop(),
      after: accountNow(sandbox.account),
      state: directory.state(),
      endedWell,
      listing: listing.account,
    };
    return { index, reviews, record, output };
  }

  private async apply(step: Step, fileOf: (stack: string) => string): Promise<{ endedWell: boolean; output: string }> {
    const { parallelism, isLastStackFirst } = step.apply;
    const stacks = isLastStackFirst ? [...this.world.stacks].reverse() : this.world.stacks;
    let all = "";
    for (const stack of stacks) {
      const args = ["-no-color", "-input=false", `-parallelism=${parallelism}`, fileOf(stack)];
      const { code, output } = await this.directory.terraform(stack, "apply", ...args);
      all += output;
      if (code !== 0) return { endedWell: false, output: all };
    }
    return { endedWell: true, output: all };
  }

  private drift({ drifts }: Step): void {
    const { account } = this.sandbox;
    const call = account.call.bind(account) as (caller: object, action: string, parameters: object) => unknown;
    for (const drift of drifts) {
      try {
        driftAccount(drift, (action, parameters) => call({ kind: "root" }, action, parameters));
      } catch (error) {
        if (!(error instanceof RamError)) throw error;
      }
    }
  }

  private listing(): { file: object; account: Account } {
    const { account } = this.sandbox;
    return { file: listingOf(account, this.now()), account: accountNow(account) };
  }

  private now(): string {
    return new Date(this.clock.time).toISOString().replace(/\.\d+Z$/, "Z");
  }

  /** The flags of a plan reach Terraform through its variable, for whoever has Terraform plan. */
  private planEnvironment(
    { mode, refreshes, targets, replaces }: PlanFlags,
    configuration: Configuration,
  ): NodeJS.ProcessEnv {
    const flags = (name: string, labels: readonly string[]): string[] =>
      labels.flatMap((label) => {
        const block = blockOf(configuration, label);
        return block ? [`'-${name}=${block.address}'`] : [];
      });
    const args = [
      ...(mode === "destroy" ? ["-destroy"] : mode === "refresh only" ? ["-refresh-only"] : []),
      ...(refreshes ? [] : ["-refresh=false"]),
      ...flags("target", targets),
      ...flags("replace", replaces),
    ];
    return {
      ...this.sandbox.environment(),
      TF_CLI_CONFIG_FILE: "/dev/null",
      ...(args.length > 0 && { TF_CLI_ARGS_plan: args.join(" ") }),
    };
  }
}

function isRefreshed({ refreshes, targets }: PlanFlags): boolean {
  return refreshes && targets.length === 0;
}
