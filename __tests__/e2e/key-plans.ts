import type { KeyOperation } from "../../lib/plan/simulation/key-operation";

export type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Keys of a user, by the last part of their name, with what is special about each. */
export function keys(user: string, byName: Readonly<Record<string, object>>): Resources {
  const named = Object.entries(byName).map(([name, more]) => [
    `${user}_${name}`,
    { user_name: `\${alicloud_ram_user.${user}.name}`, ...more },
  ]);
  return { alicloud_ram_access_key: Object.fromEntries(named) as Record<string, object> };
}

/** What has its keys replaced when the generation goes up. */
export function generation(user: string, input: number): Resources {
  return { terraform_data: { [user]: { input } } };
}

export function replacedWith(user: string, lifecycle: object = {}): object {
  return { lifecycle: { replace_triggered_by: [`terraform_data.${user}`], ...lifecycle } };
}

export function merged(...all: Resources[]): Resources {
  const types = new Set(all.flatMap((each) => Object.keys(each)));
  return Object.fromEntries(
    [...types].map((type) => [type, Object.assign({}, ...all.map((each) => each[type])) as Record<string, object>]),
  );
}

/** A change of nothing but the generation. */
export function replacing(resources: (user: string) => Resources): {
  readonly before: (user: string) => Resources;
  readonly after: (user: string) => Resources;
} {
  return {
    before: (user) => merged(resources(user), generation(user, 1)),
    after: (user) => merged(resources(user), generation(user, 2)),
  };
}

interface Change {
  readonly address: string;
  readonly type: string;
  readonly deposed?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Key | null;
    readonly after: Key | null;
  };
}

interface Key {
  readonly id?: string;
  readonly user_name: string;
  readonly status?: string;
}

/** The JSON of a plan, as far as the keys of users go. */
export class KeyPlan {
  public readonly configuration: unknown;
  private readonly changes: readonly Change[];

  public constructor(json: string) {
    const plan = JSON.parse(json) as { resource_changes: Change[]; configuration: unknown };
    this.configuration = plan.configuration;
    this.changes = plan.resource_changes.filter(({ type }) => type === "alicloud_ram_access_key");
  }

  /** The id of the key that a resource holds before the apply. */
  public idOf(address: string): string {
    return this.changes.find((each) => each.address === address)?.change.before?.id ?? "none";
  }

  public operationsOf(user: string): KeyOperation[] {
    return this.changes
      .filter(({ change: { before, after } }) => (before ?? after)?.user_name === user)
      .flatMap((change) => operationsOf(change));
  }
}

function operationsOf({ address, deposed, change: { actions, before, after } }: Change): KeyOperation[] {
  const replacement = actions.length < 2 ? null : actions[0] === "delete" ? "delete first" : "create first";
  return actions.flatMap((kind): KeyOperation[] => {
    const labels = { stack: "app", address, deposed: deposed ?? null, replacement } as const;
    if (kind === "create") return [{ ...labels, kind, keys: 1, live: after?.status === "Inactive" ? 0 : 1 }];
    if (kind === "delete") return [{ ...labels, kind, keys: -1, live: before?.status === "Inactive" ? 0 : -1 }];
    return [];
  });
}
