import { member, textOf, type JsonObject } from "../json/json";
import { nameAttributesOf } from "../registry/identity-types";
import type { Site } from "../places/site";
import type { ChangeElement } from "./plan-objects";
import { overwrittenBy } from "./overwritten";
import type { Action, ResourceChange } from "./plan-model";

/** Actions by their spelling in plans; OpenTofu alone forgets before it creates. */
const ACTIONS: ReadonlyMap<string, readonly [Action, ResourceChange["order"]]> = new Map([
  ["no-op", ["no-op", null]],
  ["create", ["create", null]],
  ["read", ["read", null]],
  ["update", ["update", null]],
  ["delete", ["delete", null]],
  ["forget", ["forget", null]],
  ["delete,create", ["replace", "delete-first"]],
  ["create,delete", ["replace", "create-first"]],
  ["create,forget", ["replace", "forget"]],
  ["forget,create", ["replace", "forget"]],
]);

/**
 * Why something is done, as Terraform and OpenTofu say it.
 *
 * Source: internal/plans/resource_instance_change_action_reason of Terraform 1.14 and OpenTofu 1.11.
 */
const REASONS = new Set([
  "replace_because_cannot_update",
  "replace_because_tainted",
  "replace_by_request",
  "replace_by_triggers",
  "delete_because_no_resource_config",
  "delete_because_wrong_repetition",
  "delete_because_count_index",
  "delete_because_each_key",
  "delete_because_no_module",
  "delete_because_no_move_target",
  "read_because_config_unknown",
  "read_because_dependency_pending",
  "read_because_check_nested",
]);

const NOTHING: readonly string[] = [];

/**
 * The elements of `resource_changes` or `resource_drift`, in the order of the plan.
 *
 * @param isDeclared whether the configuration has the block of an object
 */
export function resourceChanges(
  elements: readonly ChangeElement[],
  siteOf: (address: string) => Site,
  isDeclared: (address: string) => boolean,
): ResourceChange[] {
  return elements.map(({ element, change, address, actions }) => {
    const deposed = textOf(element["deposed"]);
    const [action, order] = ACTIONS.get(actions.join(",")) ?? ["unknown", null];
    const type = textOf(element["type"]) ?? "";
    const reason = textOf(element["action_reason"]);
    const isDestroyed = action === "delete" && reason === null && deposed === null;
    const isImport = (change["importing"] ?? null) !== null;
    return {
      site: siteOf(deposed === null ? address : `${address} (deposed ${deposed})`),
      type,
      mode: element["mode"] === "data" ? "data" : "managed",
      action,
      order,
      actions,
      previousAddress: textOf(element["previous_address"]),
      deposed,
      reason,
      isAsked: action !== "forget" && (!isDestroyed || isDeclared(address)),
      replacePaths: pathsOf(change["replace_paths"]),
      isRename: action === "update" && isRename(type, change),
      isImport,
      ...(isImport && (action === "update" || action === "replace") && { overwrites: overwrittenBy(type, change) }),
    };
  });
}

/** What of the changes this version does not know, each once. */
export function notUnderstood(changes: readonly ResourceChange[]): string[] {
  const found = new Set<string>();
  for (const { action, actions, reason } of changes) {
    if (action === "unknown") found.add(`the action ${quoted(actions.join(", "))}`);
    if (reason !== null && !REASONS.has(reason)) found.add(`the reason ${quoted(reason)}`);
  }
  return [...found];
}

function quoted(words: string): string {
  return wordsOfTerraform(words) === null ? "that cannot be read" : JSON.stringify(words);
}

/** What has the form of words of Terraform's; null for anything else, which may be a secret. */
export function wordsOfTerraform(words: string): string | null {
  return /^[a-z_, -]{1,80}$/.test(words) ? words : null;
}

/** The attribute at which each path starts. */
function pathsOf(paths: unknown): readonly string[] {
  if (!Array.isArray(paths)) return NOTHING;
  const names = (paths as unknown[]).map((path) => (Array.isArray(path) ? (path as unknown[])[0] : path));
  return [...new Set(names.filter((name) => typeof name === "string"))];
}

function isRename(type: string, { before, after, after_unknown: unknown }: JsonObject): boolean {
  const name = nameAttributesOf(type).find((attribute) => (member(before, attribute) ?? null) !== null);
  return name !== undefined && (member(unknown, name) === true || member(before, name) !== member(after, name));
}
