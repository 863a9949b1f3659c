import { existingPolicy, type Tag } from "./policies";
import type { Session } from "./session";

/** Policies are the only kind of resource that the sandbox can tag. */
export interface TagParameters {
  readonly ResourceType: "policy";
  readonly ResourceNames: readonly string[];
}

export interface TagResource {
  readonly ResourceType: "policy";
  readonly ResourceName: string;
  readonly TagKey: string;
  readonly TagValue: string;
}

export function tagResources(
  session: Session,
  parameters: TagParameters & { readonly Tag: readonly Tag[] },
): Record<never, never> {
  const policies = parameters.ResourceNames.map((name) => existingPolicy(session, name));
  for (const policy of policies) {
    policy.tags = { ...policy.tags, ...Object.fromEntries(parameters.Tag.map((tag) => [tag.Key, tag.Value])) };
  }
  return {};
}

export function untagResources(
  session: Session,
  parameters: TagParameters & { readonly TagKeys: readonly string[] },
): Record<never, never> {
  const policies = parameters.ResourceNames.map((name) => existingPolicy(session, name));
  for (const policy of policies) {
    const kept = Object.entries(policy.tags).filter(([key]) => !parameters.TagKeys.includes(key));
    policy.tags = Object.fromEntries(kept);
  }
  return {};
}

export function listTagResources(session: Session, parameters: TagParameters): { TagResources: TagResource[] } {
  return {
    TagResources: parameters.ResourceNames.flatMap((name) => {
      const policy = existingPolicy(session, name);
      return Object.entries(policy.tags).map(([TagKey, TagValue]) => ({
        ResourceType: "policy" as const,
        ResourceName: policy.policyName,
        TagKey,
        TagValue,
      }));
    }),
  };
}
