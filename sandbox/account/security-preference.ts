import { RamError } from "./ram-error";
import type { Session } from "./session";
import type { SecurityPreference as Settings } from "./state";

/** What is not given stays as it is. */
export type SetSecurityPreferenceParameters = { readonly [Name in keyof Settings]?: Settings[Name] | undefined } & {
  /** The older spelling of `MFAOperationForLogin`: true is `mandatory`, false is `independent`. */
  readonly EnforceMFAForLogin?: boolean | undefined;
};

export interface SecurityPreference {
  readonly AccessKeyPreference: Pick<Settings, "AllowUserToManageAccessKeys">;
  readonly LoginProfilePreference: Pick<
    Settings,
    | "AllowUserToChangePassword"
    | "AllowUserToLoginWithPasskey"
    | "EnableSaveMFATicket"
    | "LoginNetworkMasks"
    | "LoginSessionDuration"
    | "MFAOperationForLogin"
    | "OperationForRiskLogin"
  >;
  readonly MFAPreference: Pick<Settings, "AllowUserToManageMFADevices">;
  readonly MaxIdleDays: Pick<Settings, "MaxIdleDaysForAccessKeys" | "MaxIdleDaysForUsers">;
  readonly PersonalInfoPreference: Pick<Settings, "AllowUserToManagePersonalDingTalk">;
  readonly VerificationPreference: Pick<Settings, "VerificationTypes">;
}

const IDLE_DAYS = [90, 180, 365, 730];

/** Ranges as IMS 2019-08-15 documents them; no code was published for what is outside. */
const ALLOWED: { readonly [Name in keyof Settings]?: (value: Settings[Name]) => boolean } = {
  LoginNetworkMasks: (masks) => masks.length <= 512 && masks.split(";").length <= 40,
  LoginSessionDuration: (hours) => Number.isInteger(hours) && hours >= 1 && hours <= 24,
  MFAOperationForLogin: (operation) => ["mandatory", "independent", "adaptive"].includes(operation),
  MaxIdleDaysForAccessKeys: (days) => IDLE_DAYS.includes(days),
  MaxIdleDaysForUsers: (days) => IDLE_DAYS.includes(days),
  OperationForRiskLogin: (operation) => ["autonomous", "enforceVerify"].includes(operation),
  VerificationTypes: (types) => types.every((type) => type === "sms" || type === "email"),
};

export function getSecurityPreference(session: Session): { SecurityPreference: SecurityPreference } {
  const settings = session.state.securityPreference;
  return {
    SecurityPreference: {
      AccessKeyPreference: { AllowUserToManageAccessKeys: settings.AllowUserToManageAccessKeys },
      LoginProfilePreference: {
        AllowUserToChangePassword: settings.AllowUserToChangePassword,
        AllowUserToLoginWithPasskey: settings.AllowUserToLoginWithPasskey,
        EnableSaveMFATicket: settings.EnableSaveMFATicket,
        LoginNetworkMasks: settings.LoginNetworkMasks,
        LoginSessionDuration: settings.LoginSessionDuration,
        MFAOperationForLogin: settings.MFAOperationForLogin,
        OperationForRiskLogin: settings.OperationForRiskLogin,
      },
      MFAPreference: { AllowUserToManageMFADevices: settings.AllowUserToManageMFADevices },
      MaxIdleDays: {
        MaxIdleDaysForAccessKeys: settings.MaxIdleDaysForAccessKeys,
        MaxIdleDaysForUsers: settings.MaxIdleDaysForUsers,
      },
      PersonalInfoPreference: { AllowUserToManagePersonalDingTalk: settings.AllowUserToManagePersonalDingTalk },
      VerificationPreference: { VerificationTypes: [...settings.VerificationTypes] },
    },
  };
}

export function setSecurityPreference(
  session: Session,
  parameters: SetSecurityPreferenceParameters,
): { SecurityPreference: SecurityPreference } {
  const { EnforceMFAForLogin, ...named } = parameters;
  const operation = EnforceMFAForLogin === undefined ? undefined : EnforceMFAForLogin ? "mandatory" : "independent";
  const changes = Object.fromEntries(
    Object.entries({ MFAOperationForLogin: operation, ...named }).filter(([, value]) => value !== undefined),
  ) as Partial<Settings>;
  for (const name of Object.keys(changes) as (keyof Settings)[]) {
    if (!allows(name, changes)) throw RamError.ofValue(name);
  }
  session.state.securityPreference = { ...session.state.securityPreference, ...changes };
  return getSecurityPreference(session);
}

function allows<Name extends keyof Settings>(name: Name, changes: Partial<Settings>): boolean {
  const allowed = ALLOWED[name] as ((value: unknown) => boolean) | undefined;
  return allowed?.(changes[name]) ?? true;
}
