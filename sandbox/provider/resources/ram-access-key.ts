import { encryptSecret, readRecipient } from "../pgp-secret";
import { ProviderError } from "../diagnostics";
import { unlessMissing } from "../missing";
import { text, textOrEmpty, type ResourceAdapter } from "../resource";
import { writeSecretFile } from "../secret-file";

/** `alicloud_ram_access_key`: without `user_name` the key belongs to the caller. */
export const ramAccessKey: ResourceAdapter = {
  attributes: { UserName: "user_name", Status: "status" },

  async create(client, planned, state) {
    const UserName = text(planned["user_name"]);
    const pgpKey = textOrEmpty(planned["pgp_key"]);
    if (pgpKey.startsWith("keybase:")) {
      throw new ProviderError(
        "The sandbox does not ask keybase",
        "The real provider would fetch this recipient's key over the network while applying; the sandbox has no " +
          "network. Give the key itself: the base64 of a binary PGP public key.",
        "pgp_key",
      );
    }
    const { AccessKey } = client.call("CreateAccessKey", { UserName });
    state["id"] = AccessKey.AccessKeyId;
    if (pgpKey === "") {
      state["secret"] = AccessKey.AccessKeySecret;
    } else {
      // Only now, as in the real provider: a key that cannot be used leaves an AccessKey whose secret is lost.
      const recipient = readRecipient(pgpKey);
      state["key_fingerprint"] = recipient.fingerprint;
      state["encrypted_secret"] = await encryptSecret(recipient, AccessKey.AccessKeySecret);
    }
    const secretFile = textOrEmpty(planned["secret_file"]);
    if (secretFile !== "") writeSecretFile(secretFile, AccessKey);
    const Status = text(planned["status"]);
    if (Status !== undefined) {
      client.call("UpdateAccessKey", { UserName, UserAccessKeyId: AccessKey.AccessKeyId, Status });
    }
  },

  /** Status and creation time only: nothing else of a key can be asked for, so nothing else drifts. */
  read(client, state) {
    const answer = unlessMissing(() => client.call("ListAccessKeys", { UserName: text(state["user_name"]) }));
    const key = answer?.AccessKeys.AccessKey.find(({ AccessKeyId }) => AccessKeyId === state["id"]);
    return key ? { status: key.Status, create_time: key.CreateDate } : null;
  },

  update(client, prior, planned) {
    const Status = text(planned["status"]);
    if (Status === undefined || Status === prior["status"]) return;
    const UserAccessKeyId = textOrEmpty(prior["id"]);
    client.call("UpdateAccessKey", { UserName: text(prior["user_name"]), UserAccessKeyId, Status });
  },

  delete(client, state) {
    const UserAccessKeyId = textOrEmpty(state["id"]);
    unlessMissing(() => client.call("DeleteAccessKey", { UserName: text(state["user_name"]), UserAccessKeyId }));
  },
};
