import { alicloudNames } from "./blocks";
import type { Reading } from "./identities";
import { stringMember } from "./json";
import { isUnknown, type Caller, type ProviderAccessKey } from "./model";

/** The data source that tells as whom the provider acts. */
const CALLER_IDENTITY = "alicloud_caller_identity";

/** As whom Terraform ran, or runs, as far as a data source asks for it. */
export function readCallers({ scopes, resolver, accounts }: Reading): Caller[] {
  return scopes.flatMap((scope) =>
    scope.data
      .filter(({ labels }) => labels[0] === CALLER_IDENTITY)
      .map((block) => ({
        site: block.site,
        account: accounts.of(scope, block),
        arn: resolver.text(scope, block, "arn"),
        identityType: resolver.text(scope, block, "identity_type"),
      })),
  );
}

const ROOT_ARN = /^acs:ram::\d+:root$/;

/** Whether it is the Alibaba Cloud account itself; null where the data source has not been read. */
export function isRootCaller({ identityType, arn }: Pick<Caller, "identityType" | "arn">): boolean | null {
  if (identityType !== null && !isUnknown(identityType)) return identityType === "Account";
  return arn === null || isUnknown(arn) ? null : ROOT_ARN.test(arn);
}

/** The AccessKeys that provider configurations name literally. */
export function readProviderAccessKeys({ scopes }: Reading): ProviderAccessKey[] {
  return scopes.flatMap(({ blocks }) => {
    const names = alicloudNames(blocks.settings);
    return blocks.all.flatMap(({ kind, labels, site, body }) => {
      if (kind !== "provider" || !names.has(labels[0] ?? "")) return [];
      const id = stringMember(body, "access_key");
      return id === null || id === "" ? [] : [{ site, id }];
    });
  });
}
