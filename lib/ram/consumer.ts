import type { ConsumerMetadata } from "../configuration/metadata";
import { checkText } from "../checks/values";

export interface ConsumerProps {
  /** Who answers for the consumer: whom to call when the key has leaked. */
  readonly owner: string;
  /**
   * How to give the consumer another key: the address of a page.
   * @default - no runbook is named
   */
  readonly runbook?: string;
}

/** Somebody or something that uses an AccessKey pair. */
export class Consumer implements ConsumerMetadata {
  /**
   * A consumer by the service in which it runs and its name there: `Consumer.of("hologres", "bi-production", …)`.
   *
   * @throws RampartsError when a text is empty.
   */
  public static of(service: string, name: string, props: ConsumerProps): Consumer {
    checkText("service of a consumer", service, 'name the service or product in which it runs, as in "hologres"');
    checkText("name of a consumer", name, 'name the consumer, as in "bi-production"');
    const { owner, runbook } = (props ?? {}) as Partial<ConsumerProps>;
    checkText(`owner of consumer ${service}/${name}`, owner, "name who answers for it: whom to call on a leak");
    if (runbook !== undefined) {
      checkText(`runbook of consumer ${service}/${name}`, runbook, "give an address, or leave it out");
    }
    return new Consumer(service, name, owner, runbook);
  }

  public readonly runbook?: string;

  private constructor(
    public readonly service: string,
    public readonly name: string,
    public readonly owner: string,
    runbook: string | undefined,
  ) {
    if (runbook !== undefined) this.runbook = runbook;
  }
}
