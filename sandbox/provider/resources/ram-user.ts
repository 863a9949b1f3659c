import { RamError } from "../../account/ram-error";
import type { User } from "../../account/users";
import { ProviderError, refusalOf } from "../diagnostics";
import { unlessMissing } from "../missing";
import { text, textOrEmpty, type Client, type ResourceAdapter } from "../resource";

/** `alicloud_ram_user`: found by its id, renamed in place. */
export const ramUser: ResourceAdapter = {
  attributes: {
    UserName: "name",
    NewUserName: "name",
    DisplayName: "display_name",
    NewDisplayName: "display_name",
    MobilePhone: "mobile",
    NewMobilePhone: "mobile",
    Email: "email",
    NewEmail: "email",
    Comments: "comments",
    NewComments: "comments",
  },

  create(client, planned, state) {
    const { User } = client.call("CreateUser", {
      UserName: textOrEmpty(planned["name"]),
      DisplayName: text(planned["display_name"]),
      MobilePhone: text(planned["mobile"]),
      Email: text(planned["email"]),
      Comments: text(planned["comments"]),
    });
    state["id"] = User.UserId;
  },

  read(client, state) {
    const user = findUser(client, textOrEmpty(state["id"]));
    if (!user) return null;
    return {
      name: user.UserName,
      display_name: user.DisplayName,
      mobile: user.MobilePhone,
      email: user.Email,
      comments: user.Comments,
    };
  },

  update(client, prior, planned) {
    client.call("UpdateUser", {
      UserName: textOrEmpty(prior["name"]),
      NewUserName: textOrEmpty(planned["name"]),
      NewDisplayName: textOrEmpty(planned["display_name"]),
      NewMobilePhone: textOrEmpty(planned["mobile"]),
      NewEmail: textOrEmpty(planned["email"]),
      NewComments: textOrEmpty(planned["comments"]),
    });
  },

  delete(client, state) {
    const UserName = findUser(client, textOrEmpty(state["id"]))?.UserName;
    if (UserName === undefined) return;
    if (state["force"] === true) removeRelations(client, UserName);
    try {
      client.call("DeleteUser", { UserName });
    } catch (error) {
      throw error instanceof RamError && error.code.startsWith("DeleteConflict.User") ? refusal(error) : error;
    }
  },
};

/** Older states hold the name where newer ones hold the id, so both are accepted, as the real provider does. */
function findUser(client: Client, id: string): User | undefined {
  let byName: User | undefined;
  let marker: string | undefined;
  do {
    const answer = client.call("ListUsers", { MaxItems: 100, Marker: marker });
    const byId = answer.Users.User.find((user) => user.UserId === id);
    if (byId) return byId;
    byName ??= answer.Users.User.find((user) => user.UserName === id);
    marker = answer.Marker;
  } while (marker !== undefined);
  return byName;
}

/** What `force` does, keys and attachments that Terraform never made included. */
function removeRelations(client: Client, UserName: string): void {
  for (const { AccessKeyId } of client.call("ListAccessKeys", { UserName }).AccessKeys.AccessKey) {
    client.call("DeleteAccessKey", { UserName, UserAccessKeyId: AccessKeyId });
  }
  const attached = unlessMissing(() => client.call("ListPoliciesForUser", { UserName }))?.Policies.Policy ?? [];
  for (const { PolicyName, PolicyType } of attached) {
    client.call("DetachPolicyFromUser", { UserName, PolicyName, PolicyType });
  }
}

function refusal(error: RamError): ProviderError {
  const { summary, detail } = refusalOf("alicloud_ram_user", error);
  const hint =
    "Remove what the user holds first, or set force = true and apply that before the user is destroyed; " +
    "it also deletes AccessKeys that Terraform never made.";
  return new ProviderError(summary, `${detail}\n${hint}`, "force");
}
