import type { IConstruct } from "constructs";
import { validAcknowledgement, type Acknowledgement } from "./acknowledgement";
import { attachGuard } from "./attach";
import { profileToUse, type ProfileName } from "./profile-name";

/**
 * The guard over a construct and everything below it.
 *
 * It attaches itself with the first construct of ramparts in the tree; `CredentialGuard.of(app)` attaches it to an app
 * that has none, for instance one that uses raw bindings alone.
 */
export class CredentialGuard {
  /** The guard over `scope`: the app, a stack or any construct. */
  public static of(scope: IConstruct): CredentialGuard {
    attachGuard(scope);
    return new CredentialGuard(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Accepts what one rule finds at this construct and below, with a reason and an end date. The acknowledgement is
   * kept in the synthesised JSON, so that `ramparts check` and reviewers see it.
   *
   * Acknowledging a fixed rule, or one that does not exist, is itself an error (GRD002); one that has expired still
   * holds during synthesis and fails `ramparts check` (GRD001).
   *
   * @throws RampartsError when the reason is empty or `until` is not a date.
   */
  public acknowledge(rule: string, acknowledgement: Acknowledgement): this {
    const { path } = this.scope.node;
    const accepted = validAcknowledgement(`acknowledgement of ${rule}`, acknowledgement, path);
    attachGuard(this.scope).acknowledgements.push({ rule, path, ...accepted });
    return this;
  }

  /**
   * Judges the whole app by a profile, wherever in it this is called; of several the strictest holds. ramparts.yaml can
   * name a stricter one, and code cannot weaken what is settled there. The profile is kept in the synthesised JSON of
   * every stack, so that `ramparts check` judges by it too.
   *
   * @param profile `baseline`, `cis-1.0`, `cis-2.0` or `strict`, each at least as strict as the one before it.
   * @throws RampartsError for another name.
   */
  public use(profile: ProfileName): this {
    attachGuard(this.scope).profiles.push(profileToUse(profile, this.scope.node.path));
    return this;
  }
}
