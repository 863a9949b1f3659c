import type { SetSecurityPreferenceParameters } from "../../account/security-preference";
import { text, textOrEmpty, type Client, type ResourceAdapter } from "../resource";
import { sameValue, type ObjectValue, type Value } from "../value";

/** Attribute and parameter of every setting. */
const PARAMETERS = {
  allow_user_to_change_password: "AllowUserToChangePassword",
  allow_user_to_login_with_passkey: "AllowUserToLoginWithPasskey",
  allow_user_to_manage_access_keys: "AllowUserToManageAccessKeys",
  allow_user_to_manage_mfa_devices: "AllowUserToManageMFADevices",
  allow_user_to_manage_personal_ding_talk: "AllowUserToManagePersonalDingTalk",
  enable_save_mfa_ticket: "EnableSaveMFATicket",
  enforce_mfa_for_login: "EnforceMFAForLogin",
  login_network_masks: "LoginNetworkMasks",
  login_session_duration: "LoginSessionDuration",
  max_idle_days_for_access_keys: "MaxIdleDaysForAccessKeys",
  max_idle_days_for_users: "MaxIdleDaysForUsers",
  mfa_operation_for_login: "MFAOperationForLogin",
  operation_for_risk_login: "OperationForRiskLogin",
  verification_types: "VerificationTypes",
} as const satisfies Record<string, keyof SetSecurityPreferenceParameters>;

/** `alicloud_ram_security_preference`: one in every account, so it is only ever set and never removed. */
export const ramSecurityPreference: ResourceAdapter = {
  attributes: Object.fromEntries(Object.entries(PARAMETERS).map(([attribute, parameter]) => [parameter, attribute])),

  create(client, planned, state) {
    set(client, {}, planned);
    state["id"] = client.call("GetCallerIdentity", {}).AccountId;
  },

  read(client) {
    const preference = client.call("GetSecurityPreference", {}).SecurityPreference;
    const settings = new Map<string, Value>(
      Object.values(preference).flatMap((group) => Object.entries(group as Record<string, Value>)),
    );
    settings.set("EnforceMFAForLogin", settings.get("MFAOperationForLogin") === "mandatory");
    const read = Object.entries(PARAMETERS).map(([attribute, parameter]): [string, Value] => [
      attribute,
      settings.get(parameter) ?? null,
    ]);
    return Object.fromEntries(read);
  },

  update(client, prior, planned) {
    set(client, prior, planned);
  },

  delete() {
    return (
      "A security preference cannot be destroyed: Terraform forgets it, and the account keeps the settings as " +
      "they are."
    );
  },
};

/** Sends what changed, and always the logon masks: masks that are not configured are reset. */
function set(client: Client, prior: ObjectValue, planned: ObjectValue): void {
  const changed = Object.entries(PARAMETERS)
    .filter(([attribute]) => isGiven(planned[attribute]) && !sameValue(prior[attribute], planned[attribute]))
    .map(([attribute, parameter]) => [parameter, planned[attribute]]);
  const parameters = Object.fromEntries(changed) as SetSecurityPreferenceParameters;
  client.call("SetSecurityPreference", {
    ...parameters,
    LoginNetworkMasks: textOrEmpty(planned["login_network_masks"]),
  });
}

function isGiven(value: Value | undefined): boolean {
  return typeof value === "boolean" || typeof value === "number" || text(value) !== undefined || Array.isArray(value);
}
