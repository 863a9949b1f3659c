import type { Inventory } from "../inventory/model";
import { Acceptances, hasExpired } from "./acceptances";
import { FileAcceptances } from "./file-acceptances";
import type { Acceptance, Level } from "./finding";
import type { Profile } from "./profiles/profile";
import type { Observation, Rule } from "./rule";
import type { Settings } from "./settings";

/** Who has accepted an observation, if anybody, and whether the profile lets that count. */
export interface Decision {
  readonly acceptance: Acceptance | null;
  readonly counts: boolean;
  /** Set where ramparts.yaml says it, and not the configuration. */
  readonly external?: true;
}

const NOBODY: Decision = { acceptance: null, counts: false };

/** All decisions of a run: in code, at a declaration itself or at a construct around it, and in ramparts.yaml. */
export class Decisions {
  private readonly inCode: Acceptances;
  private readonly inFile: FileAcceptances;
  // What has expired cannot accept the report that it has expired.
  private readonly lastingInCode: Acceptances;
  private readonly lastingInFile: FileAcceptances;

  constructor(
    { stacks }: Inventory,
    { acknowledgements }: Settings,
    private readonly profile: Profile,
    today: string,
  ) {
    this.inCode = new Acceptances(stacks, () => true);
    this.inFile = new FileAcceptances(acknowledgements);
    this.lastingInCode = new Acceptances(stacks, (acknowledgement) => !hasExpired(acknowledgement, today));
    this.lastingInFile = new FileAcceptances(acknowledgements.filter((each) => !hasExpired(each, today)));
  }

  on(rule: Rule, { site, acceptance, dated }: Observation, level: Level): Decision {
    if (rule.fixed) return NOBODY;
    const inCode = acceptance ?? (dated ? this.lastingInCode : this.inCode).find(rule.id, site);
    const codeCounts = level !== "error" || this.profile.errorsAcknowledgedIn === "code";
    if (inCode && codeCounts) return { acceptance: inCode, counts: true };
    const inFile = (dated ? this.lastingInFile : this.inFile).find(rule.id, site);
    return inFile ? { acceptance: inFile, counts: true, external: true } : { acceptance: inCode, counts: false };
  }
}
