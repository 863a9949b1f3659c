import type { AcknowledgementMetadata } from "../../configuration/metadata";
import type { Site } from "../../places/site";
import { declaredKeys } from "../keys/declared-keys";
import { settingsSite } from "../settings";
import { quote } from "../wording";
import type { GuardBase } from "./guard-base";

/** A risk that somebody has accepted, wherever that is written. */
export interface AcceptedRisk {
  readonly acceptance: AcknowledgementMetadata;
  /** `KEY008 at "stack/user"`: the end of "acceptance of". */
  readonly what: string;
  readonly site: Site;
}

/** All of them, by what is accepted; of several for one thing the one that holds longest. */
export function acceptedRisks({ inventory, settings }: GuardBase): Map<string, AcceptedRisk> {
  const risks = new Map<string, AcceptedRisk>();
  const add = (identity: readonly unknown[], risk: AcceptedRisk): void => {
    const key = JSON.stringify(identity);
    const known = risks.get(key);
    if (!known || known.acceptance.until < risk.acceptance.until) risks.set(key, risk);
  };
  for (const { name, acknowledgements } of inventory.stacks) {
    for (const acceptance of acknowledgements) {
      const { rule, path } = acceptance;
      const site = { stack: name, address: '"//".ramparts.acknowledgements', path, source: null };
      const what = path === "" ? `${rule} in the whole app` : `${rule} at ${quote(path)}`;
      add(path === "" ? ["code", rule] : ["code", rule, path, name], { acceptance, what, site });
    }
  }
  for (const { site, metadata } of declaredKeys(inventory)) {
    const { custody, root } = metadata ?? {};
    const place = [site.stack, site.address];
    if (custody?.acknowledgement) {
      add(["state", ...place], { acceptance: custody.acknowledgement, what: "the secret in the state", site });
    }
    if (root) add(["root", ...place], { acceptance: root, what: "the root key", site });
  }
  for (const acceptance of settings.acknowledgements) {
    const { rule, by, target, source } = acceptance;
    const site = settingsSite(`acknowledgement of ${rule} by ${by} ${target}`, source);
    add(["file", rule, by, target], { acceptance, what: `${rule} at ${quote(target)}`, site });
  }
  return risks;
}
