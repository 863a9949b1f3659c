import {
  TerraformResource,
  TerraformStack,
  Token,
  type TerraformProvider,
  type TerraformResourceLifecycle,
} from "cdktf";
import type { Construct } from "constructs";
import { attachGuard } from "../guard/attach";
import type { ElementMetadata } from "../configuration/metadata";
import { checkAddress, checkId, formerClashes, freeAddress, holdAddress } from "./addresses";
import { pathOf } from "../checks/values";
import { mergeLifecycle } from "./lifecycle";
import { logicalId } from "./logical-id";
import { ALICLOUD, checkProvider } from "./provider";
import { RampartsError } from "../checks/ramparts-error";
import { sourceLine } from "../checks/source-line";
import { Verbatim } from "./verbatim";

/** What a resource of ours gives to its base. */
export interface RamResourceConfig {
  readonly type: string;
  /** The names in RAM that tell the resource from its like: the logical id is made of them. */
  readonly names: readonly string[];
  /** The names that it had before a rename. */
  readonly formerNames?: readonly string[] | undefined;
  readonly provider?: TerraformProvider | undefined;
  /** What the resource needs for itself; what a user sets on it is added. */
  readonly lifecycle?: TerraformResourceLifecycle | undefined;
  readonly metadata?: Omit<ElementMetadata, "source">;
}

/** What an element renders; cdktf merges the resources and concatenates the blocks of all elements. */
export interface TerraformFragment {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>> | undefined;
  moved?: readonly { readonly from: string; readonly to: string }[] | undefined;
  import?: readonly { readonly to: string; readonly id: string }[] | undefined;
}

/**
 * A construct that is its Terraform resource: no child, no setters, and an address made of names.
 *
 * The metadata is added while the element renders itself, since an override for each resource costs quadratic time.
 */
export abstract class RamResource extends TerraformResource {
  /** A subclass that knows it only after its construction sets it there. */
  protected ownLifecycle: TerraformResourceLifecycle | undefined;

  private readonly rampartsMetadata: ElementMetadata;
  /** Undefined when a name is a reference: the id then comes from the construct path. */
  private readonly namedId: string | undefined;
  private readonly formerId: string | undefined;
  private heldAddress: string | undefined;
  private idWasRead = false;

  protected constructor(scope: Construct, id: string, config: RamResourceConfig) {
    const namedId = idOf(config.names);
    const address = namedId === undefined ? undefined : `${config.type}.${namedId}`;
    checkProvider(config.provider, scope, pathOf(scope, id));
    if (address !== undefined) checkAddress(TerraformStack.of(scope), address, pathOf(scope, id));
    checkId(scope, id);
    super(scope, id, { terraformResourceType: config.type, terraformGeneratorMetadata: ALICLOUD });
    if (config.provider) this.provider = config.provider;
    this.ownLifecycle = config.lifecycle;
    const source = sourceLine();
    this.rampartsMetadata = source === undefined ? { ...config.metadata } : { source, ...config.metadata };
    this.namedId = namedId;
    this.formerId = config.formerNames && idOf(config.formerNames);
    if (namedId !== undefined) this.overrideLogicalId(namedId);
    const { formerId } = this;
    if (formerId !== undefined && formerId !== namedId) {
      const former = `${config.type}.${formerId}`;
      this.node.addValidation({ validate: () => formerClashes(TerraformStack.of(this), former, this.node.path) });
    }
    attachGuard(this);
  }

  public override get terraformMetaArguments(): Record<string, unknown> {
    const given = super.terraformMetaArguments;
    return { ...given, lifecycle: mergeLifecycle(this.ownLifecycle, given["lifecycle"]) };
  }

  public override get friendlyUniqueId(): string {
    this.idWasRead = true;
    return super.friendlyUniqueId;
  }

  /** Gives the resource another id than the one of its names; it must be free in the stack and not yet in use. */
  public override overrideLogicalId(newLogicalId: string): void {
    this.checkIdUnread(newLogicalId);
    const stack = TerraformStack.of(this);
    const address = `${this.terraformResourceType}.${newLogicalId}`;
    if (address !== this.heldAddress) checkAddress(stack, address, this.node.path);
    super.overrideLogicalId(newLogicalId);
    if (this.heldAddress !== undefined) freeAddress(stack, this.heldAddress);
    this.heldAddress = address;
    holdAddress(stack, address, this, this.rampartsMetadata.source);
  }

  /** Gives the resource the id of its names again. */
  public override resetOverrideLogicalId(): void {
    if (this.namedId !== undefined) return this.overrideLogicalId(this.namedId);
    this.checkIdUnread("of its construct path");
    super.resetOverrideLogicalId();
    if (this.heldAddress !== undefined) freeAddress(TerraformStack.of(this), this.heldAddress);
    this.heldAddress = undefined;
  }

  public override toTerraform(): TerraformFragment {
    const fragment = super.toTerraform() as TerraformFragment;
    const id = this.friendlyUniqueId;
    const body = fragment.resource?.[this.terraformResourceType]?.[id];
    if (body) body["//"] = new Verbatim(body["//"]);
    if (this.formerId !== undefined && id === this.namedId && id !== this.formerId) {
      const move = {
        from: `${this.terraformResourceType}.${this.formerId}`,
        to: `${this.terraformResourceType}.${id}`,
      };
      fragment.moved = [...(fragment.moved ?? []), move];
    }
    return fragment;
  }

  protected override get constructNodeMetadata(): Record<string, unknown> {
    return { ...super.constructNodeMetadata, ramparts: this.rampartsMetadata };
  }

  /** cdktf would keep the id that was read and say nothing. */
  private checkIdUnread(newLogicalId: string): void {
    if (!this.idWasRead || this.friendlyUniqueId === newLogicalId) return;
    throw new RampartsError({
      problem: `the id ${this.friendlyUniqueId} of this resource is in use, so it cannot become ${newLogicalId}`,
      allowed: "another id before anything refers to the resource",
      fix: "call overrideLogicalId() right after the construct is made",
      path: this.node.path,
    });
  }
}

function idOf(names: readonly string[]): string | undefined {
  return names.some((name) => Token.isUnresolved(name)) ? undefined : logicalId(names);
}
