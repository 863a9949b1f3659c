/** A policy that the service provides: its name and, roughly, what it allows. */
export interface SystemPolicy {
  readonly name: string;
  readonly description: string;
  readonly actions: readonly string[];
}

/** Real names; the service has hundreds more, and its documents are longer than these. */
export const SYSTEM_POLICIES: readonly SystemPolicy[] = [
  { name: "AdministratorAccess", description: "Everything", actions: ["*"] },
  ...["RAM", "OSS", "ECS", "RDS", "VPC", "KMS", "Log", "ActionTrail", "Hologres", "ADB"].flatMap(serviceAccess),
  { name: "AliyunSTSAssumeRoleAccess", description: "Assuming roles", actions: ["sts:AssumeRole"] },
];

function serviceAccess(service: string): SystemPolicy[] {
  const code = service.toLowerCase();
  return [
    { name: `Aliyun${service}FullAccess`, description: `Managing ${service}`, actions: [`${code}:*`] },
    {
      name: `Aliyun${service}ReadOnlyAccess`,
      description: `Reading ${service}`,
      actions: [`${code}:Describe*`, `${code}:Get*`, `${code}:List*`],
    },
  ];
}

export function documentOf(policy: SystemPolicy): string {
  return JSON.stringify({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: policy.actions, Resource: "*" }],
  });
}
