import { setTimeout as delay } from "node:timers/promises";
import { RamError } from "../../account/ram-error";
import { unlessMissing } from "../missing";
import { text, textOrEmpty, type Client, type ResourceAdapter } from "../resource";
import { isObject, sameValue, type ObjectValue, type Value } from "../value";

/** The real provider tries for 26 minutes; nothing in the sandbox takes longer than this. */
const DELETE_ATTEMPTS = 10;
const DELETE_INTERVAL_MILLISECONDS = 100;

/** `alicloud_ram_policy`: a custom policy, also under its deprecated names `name`, `document` and `statement`. */
export const ramPolicy: ResourceAdapter = {
  attributes: { PolicyName: "policy_name", PolicyDocument: "policy_document", Description: "description" },

  create(client, planned, state) {
    const PolicyDocument = documentOf(planned) ?? "";
    const PolicyName = text(planned["policy_name"]) ?? textOrEmpty(planned["name"]);
    const Tag = Object.entries(tagsOf(planned)).map(([Key, Value]) => ({ Key, Value }));
    client.call("CreatePolicy", { PolicyName, PolicyDocument, Description: text(planned["description"]), Tag });
    state["id"] = PolicyName;
  },

  read(client, state) {
    const PolicyName = textOrEmpty(state["id"]);
    const answer = unlessMissing(() => client.call("GetPolicy", { PolicyName, PolicyType: "Custom" }));
    if (!answer) return null;
    const { Policy, DefaultPolicyVersion } = answer;
    const document = DefaultPolicyVersion.PolicyDocument;
    const tags = client.call("ListTagResources", { ResourceType: "policy", ResourceNames: [PolicyName] }).TagResources;
    return {
      policy_name: Policy.PolicyName,
      name: Policy.PolicyName,
      policy_document: document,
      document,
      description: Policy.Description,
      type: Policy.PolicyType,
      default_version: Policy.DefaultVersion,
      version_id: DefaultPolicyVersion.VersionId,
      attachment_count: Policy.AttachmentCount,
      create_time: Policy.CreateDate,
      tags: tags.length === 0 ? null : Object.fromEntries(tags.map(({ TagKey, TagValue }) => [TagKey, TagValue])),
    };
  },

  update(client, prior, planned) {
    const PolicyName = textOrEmpty(prior["id"]);
    if (!sameValue(prior["description"], planned["description"])) {
      const NewDescription = textOrEmpty(planned["description"]);
      client.call("UpdatePolicyDescription", { PolicyName, NewDescription });
    }
    const PolicyDocument = changedDocument(prior, planned);
    if (PolicyDocument !== undefined) {
      const RotateStrategy = text(planned["rotate_strategy"]);
      client.call("CreatePolicyVersion", { PolicyName, PolicyDocument, SetAsDefault: true, RotateStrategy });
    }
    updateTags(client, PolicyName, tagsOf(prior), tagsOf(planned));
  },

  async delete(client, state) {
    const PolicyName = textOrEmpty(state["id"]);
    if (state["force"] === true) detachFromAll(client, PolicyName);
    for (let attempt = 1; ; attempt += 1) {
      try {
        unlessMissing(() => client.call("DeletePolicy", { PolicyName, CascadingDelete: true }));
        return;
      } catch (error) {
        const conflict = error instanceof RamError && error.code.startsWith("DeleteConflict.");
        if (!conflict || attempt === DELETE_ATTEMPTS) throw error;
      }
      // An attachment that is destroyed in the same apply may be gone in a moment.
      await delay(DELETE_INTERVAL_MILLISECONDS);
    }
  },
};

/** The document in the order in which the provider looks for it. */
function documentOf(planned: ObjectValue): string | undefined {
  return text(planned["policy_document"]) ?? text(planned["document"]) ?? documentOfStatements(planned["statement"]);
}

/** `policy_document` and `document` tell the same and either may be configured, so the one that differs is new. */
function changedDocument(prior: ObjectValue, planned: ObjectValue): string | undefined {
  for (const name of ["policy_document", "document"]) {
    if (!sameValue(prior[name], planned[name])) return text(planned[name]);
  }
  return sameValue(prior["statement"], planned["statement"]) ? undefined : documentOfStatements(planned["statement"]);
}

function documentOfStatements(statements: Value | undefined): string | undefined {
  if (!Array.isArray(statements) || statements.length === 0) return undefined;
  const Statement = (statements as readonly Value[]).filter(isObject).map((statement) => ({
    Effect: statement["effect"],
    Action: statement["action"],
    Resource: statement["resource"],
  }));
  return JSON.stringify({ Version: "1", Statement });
}

function tagsOf(values: ObjectValue): Record<string, string> {
  const tags = values["tags"];
  if (!isObject(tags)) return {};
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, textOrEmpty(value)]));
}

function updateTags(
  client: Client,
  PolicyName: string,
  prior: Record<string, string>,
  planned: Record<string, string>,
): void {
  const target = { ResourceType: "policy", ResourceNames: [PolicyName] } as const;
  const TagKeys = Object.keys(prior).filter((key) => !(key in planned));
  if (TagKeys.length > 0) client.call("UntagResources", { ...target, TagKeys });
  const changed = Object.entries(planned).filter(([key, value]) => prior[key] !== value);
  if (changed.length > 0) {
    client.call("TagResources", { ...target, Tag: changed.map(([Key, Value]) => ({ Key, Value })) });
  }
}

function detachFromAll(client: Client, PolicyName: string): void {
  const policy = { PolicyName, PolicyType: "Custom" };
  const users = unlessMissing(() => client.call("ListEntitiesForPolicy", policy))?.Users.User ?? [];
  for (const { UserName } of users) client.call("DetachPolicyFromUser", { ...policy, UserName });
}
