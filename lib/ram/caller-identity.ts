import { TerraformDataSource, TerraformStack, type TerraformProvider, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { attachGuard } from "../guard/attach";
import type { ElementMetadata } from "../configuration/metadata";
import { checkAddress, holdAddress } from "./addresses";
import { pathOf } from "../checks/values";
import { mergeLifecycle } from "./lifecycle";
import { logicalId } from "./logical-id";
import { ALICLOUD, checkProvider } from "./provider";
import { sourceLine } from "../checks/source-line";

const TYPE = "alicloud_caller_identity";

export interface CallerIdentityConfig {
  readonly provider?: TerraformProvider | undefined;
  readonly lifecycle?: TerraformResourceLifecycle;
  readonly metadata?: Omit<ElementMetadata, "source">;
}

/** The identity with which Terraform runs, read when it plans. */
export class CallerIdentity extends TerraformDataSource {
  private readonly rampartsMetadata: ElementMetadata;
  private readonly ownLifecycle: TerraformResourceLifecycle | undefined;

  public constructor(scope: Construct, id: string, config: CallerIdentityConfig) {
    const stack = TerraformStack.of(scope);
    const name = logicalId([id]);
    const address = `data.${TYPE}.${name}`;
    checkProvider(config.provider, scope, pathOf(scope, id));
    checkAddress(stack, address, pathOf(scope, id));
    super(scope, id, { terraformResourceType: TYPE, terraformGeneratorMetadata: ALICLOUD });
    if (config.provider) this.provider = config.provider;
    this.ownLifecycle = config.lifecycle;
    const source = sourceLine();
    this.rampartsMetadata = source === undefined ? { ...config.metadata } : { source, ...config.metadata };
    this.overrideLogicalId(name);
    holdAddress(stack, address, this, source);
    attachGuard(this);
  }

  public override get terraformMetaArguments(): Record<string, unknown> {
    const given = super.terraformMetaArguments;
    return { ...given, lifecycle: mergeLifecycle(this.ownLifecycle, given["lifecycle"]) };
  }

  /** `acs:ram::1234567890123456:root` for the account itself. */
  public get arn(): string {
    return this.getStringAttribute("arn");
  }

  protected override get constructNodeMetadata(): Record<string, unknown> {
    return { ...super.constructNodeMetadata, ramparts: this.rampartsMetadata };
  }
}

/** The caller of a stack's provider configuration; one is enough for all that ask. */
export function callerIdentityOf(stack: TerraformStack, provider: TerraformProvider | undefined): CallerIdentity {
  const id = ["ramparts-caller-identity", ...(provider?.alias === undefined ? [] : [provider.alias])].join("-");
  return (stack.node.tryFindChild(id) as CallerIdentity | undefined) ?? new CallerIdentity(stack, id, { provider });
}
