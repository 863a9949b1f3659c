import { checkGiven } from "../checks/values";
import type { IPolicy } from "./policy-type";

/** A policy that Alibaba Cloud maintains and every account has. */
export class SystemPolicy implements IPolicy {
  /**
   * A system policy by its name, `SystemPolicy.of("AliyunHologresReadOnlyAccess")`. Mind the case: RAM attaches a name
   * in another case, and Terraform does not find it again.
   *
   * @throws RampartsError when the name is empty.
   */
  public static of(name: string): SystemPolicy {
    checkGiven("name of a system policy", name, 'give a name as the console shows it, as in "AliyunOSSReadOnlyAccess"');
    return new SystemPolicy(name);
  }

  public readonly policyType = "System";

  private constructor(public readonly policyName: string) {}

  public get declaredName(): string {
    return this.policyName;
  }
}
