import type { Plan } from "../../inventory/read-plans";
import type { Principal } from "../../inventory/grant-model";
import type { AccessKey, AccountIdentity, Owner } from "../../inventory/model";
import { isUnknown } from "../../maybe/maybe";
import type { RuleContext } from "../rule";

/** A RAM user or role as which the run acts. */
interface Actor {
  readonly kind: "user" | "role";
  readonly name: string;
  readonly accountId: string | null;
  readonly accountKey: string;
}

const ARN = /^acs:ram::(\d+):(user|assumed-role)\/([^/]+)/;

/** What the run itself authenticates with: as the plan tells, and as the caller says. */
export class RunIdentities {
  private readonly ids: ReadonlySet<string>;
  private readonly actors: readonly Actor[];

  constructor(plan: Plan, given: RuleContext["runIdentity"]) {
    const { before, after } = plan;
    this.ids = new Set([...(given ? [given.accessKeyId] : []), ...after.providerAccessKeys.map(({ id }) => id)]);
    const actors = after.callers.flatMap(({ arn, account }) => {
      const [, accountId, kind, name] = (typeof arn === "string" && ARN.exec(arn)) || [];
      if (accountId === undefined || name === undefined) return [];
      return [{ kind: kind === "user" ? "user" : "role", name, accountId, accountKey: account.key } as const];
    });
    const owners = before.accessKeys.flatMap(({ record, owner }) =>
      record !== null && this.ids.has(record.id) && owner !== null && !isUnknown(owner) ? actorOf(owner) : [],
    );
    this.actors = [...actors, ...owners];
  }

  /** Whether anything tells what the run is. */
  get areKnown(): boolean {
    return this.ids.size > 0 || this.actors.length > 0;
  }

  /** Whether a key is the one: unknown where it is one of the run's user, and nothing tells which of them it uses. */
  isOwnKey({ record, owner }: AccessKey): boolean | "unknown" {
    if (record !== null && this.ids.has(record.id)) return true;
    if (this.ids.size > 0 || owner === null || isUnknown(owner) || owner.userName === null) return false;
    return this.isActor("user", owner.userName, owner.account) && "unknown";
  }

  isActor(kind: Principal["kind"], name: string | null, { accountId, key }: AccountIdentity): boolean {
    return this.actors.some(
      (actor) =>
        actor.kind === kind &&
        // RAM compares names without regard to case.
        actor.name.toLowerCase() === name?.toLowerCase() &&
        (accountId === null || actor.accountId === null ? actor.accountKey === key : actor.accountId === accountId),
    );
  }
}

function actorOf({ userName, account }: Owner): Actor[] {
  if (userName === null) return [];
  return [{ kind: "user", name: userName, accountId: account.accountId, accountKey: account.key }];
}
