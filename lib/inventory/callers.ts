import { alicloudNames } from "../configuration/blocks";
import type { Reading } from "./identities";
import { stringMember } from "../json/json";
import type { Caller, ProviderAccessKey } from "./model";
import { isUnknown } from "../maybe/maybe";

/** The data source that tells as whom the provider acts. */
const CALLER_IDENTITY = "alicloud_caller_identity";

/** As whom Terraform ran, or runs, as far as a data source asks for it. */
export function readCallers({ modules, resolver, accounts }: Reading): Caller[] {
  return modules.flatMap((module) =>
    module.data
      .filter(({ type }) => type === CALLER_IDENTITY)
      .map((instance) => ({
        site: instance.site,
        account: accounts.of(module, instance),
        arn: resolver.text(instance, "arn"),
        identityType: resolver.text(instance, "identity_type"),
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
export function readProviderAccessKeys({ modules }: Reading): ProviderAccessKey[] {
  return modules.flatMap(({ settings, providers }) => {
    const names = alicloudNames(settings);
    return providers.flatMap(({ type, site, values }) => {
      if (!names.has(type)) return [];
      const id = stringMember(values, "access_key");
      return id === null || id === "" ? [] : [{ site, id }];
    });
  });
}
