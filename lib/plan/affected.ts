import type { ConsumerMetadata } from "../configuration/metadata";
import type { Inventory } from "../inventory/model";
import type { Site } from "../places/site";
import { placeKey } from "../places/place-key";
import { PlaceMap } from "../places/place-map";
import { withoutKeys } from "../places/instance-keys";
import { outsideChange } from "./key-pairs";
import { mayWork } from "./working";
import type { AffectedConsumer, KeyReview } from "./plan-review";

/** Who uses keys whose construct is gone, by `stack/address`, as the committed manifest has it. */
export type FormerConsumers = ReadonlyMap<string, readonly ConsumerMetadata[]>;

const NONE: readonly never[] = [];

/** Finds who notices what an apply does to keys. */
export class Affected {
  private readonly readers = new PlaceMap<Site[]>();

  constructor(
    { secretUses }: Inventory,
    private readonly former: FormerConsumers | null,
  ) {
    for (const { accessKey, site } of secretUses) this.readers.at(accessKey, () => []).push(site);
  }

  /** The consumers of keys that are disabled, deleted or replaced, each once. */
  consumersOf(keys: readonly KeyReview[]): readonly AffectedConsumer[] {
    const affected = keys.filter((key) => isAffecting(key) && (this.told(key)?.length ?? 0) > 0);
    if (affected.length === 0) return NONE;
    const consumers = new Map<string, { consumer: ConsumerMetadata; keys: string[] }>();
    for (const key of affected) {
      for (const consumer of this.told(key) ?? []) {
        const identity = JSON.stringify([consumer.service, consumer.name, consumer.owner, consumer.runbook]);
        const known = consumers.get(identity) ?? { consumer, keys: [] };
        consumers.set(identity, known);
        known.keys.push(key.name);
      }
    }
    return [...consumers.values()].map(({ consumer: { service, name, owner, runbook }, keys: names }) => {
      return { service, name, owner, runbook: runbook ?? null, keys: names };
    });
  }

  /** Where the configuration reads the secrets of such keys. */
  readersOf(keys: readonly KeyReview[]): readonly Site[] {
    if (this.readers.isEmpty) return NONE;
    const found = keys.filter(isAffecting).flatMap((key) => this.readersOfKey(key));
    return [...new Map(found.map((site) => [placeKey(site), site])).values()];
  }

  /** Whether nobody has said who uses a key that is affected. */
  isUntold(key: KeyReview): boolean {
    return isAffecting(key) && this.told(key) === null;
  }

  private told({ before, after, recorded, site }: KeyReview): readonly ConsumerMetadata[] | null {
    const metadata = before?.metadata ?? after?.metadata ?? recorded?.metadata;
    if (metadata) return metadata.consumers ?? [];
    if (this.former === null) return null;
    const { stack, address } = site;
    return this.former.get(`${stack}/${address}`) ?? this.former.get(`${stack}/${withoutKeys(address)}`) ?? null;
  }

  /** Expressions are those of the configuration, which names no instances. */
  private readersOfKey({ site: { stack, address } }: KeyReview): readonly Site[] {
    return this.readers.get({ stack, address: withoutKeys(address) }) ?? [];
  }
}

/** Whether somebody may notice: the key stops working, or another one takes its place. */
export function isAffecting({ before, after, change, recorded, drift, part, fate }: KeyReview): boolean {
  if (outsideChange({ before, recorded, drift }) !== null || fate.diesWithUser !== null) return true;
  if (change?.action === "delete" || change?.action === "replace") return part !== "after";
  return change?.action === "update" && before !== null && after !== null && mayWork(before) && !mayWork(after);
}
