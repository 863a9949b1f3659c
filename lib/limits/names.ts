import type { TextLimit } from "./text-limit";

/*
 * Names and texts as RAM takes them. Source: the parameter descriptions of RAM's OpenAPI 2015-05-01
 * (npm `@alicloud/ram20150501` 1.2.1), read in 2026. The Terraform provider checks none of the names itself.
 */

/** `UserName` of CreateUser. */
export const USER_NAME: TextLimit = {
  subject: "RAM user name",
  minimum: 1,
  maximum: 64,
  unit: "characters",
  pattern: /^[A-Za-z0-9._-]+$/,
  allowed: 'letters, digits, "." "-" and "_"',
};

/** `GroupName` of CreateGroup. */
export const GROUP_NAME: TextLimit = { ...USER_NAME, subject: "RAM user group name" };

/** `RoleName` of CreateRole. */
export const ROLE_NAME: TextLimit = {
  subject: "RAM role name",
  minimum: 1,
  maximum: 64,
  unit: "characters",
  pattern: /^[A-Za-z0-9.-]+$/,
  allowed: 'letters, digits, "." and "-"',
};

/** `PolicyName` of CreatePolicy. */
export const POLICY_NAME: TextLimit = {
  subject: "policy name",
  minimum: 1,
  maximum: 128,
  unit: "characters",
  pattern: /^[A-Za-z0-9-]+$/,
  allowed: 'letters, digits and "-"',
};

/** `DisplayName` of CreateUser. The sources name three different character sets, so only the length is judged. */
export const DISPLAY_NAME: TextLimit = { subject: "display name", minimum: 1, maximum: 128, unit: "characters" };

/** `Comments` of CreateUser: RAM counts 128 characters, the Terraform provider 128 bytes, so the stricter one. */
export const USER_COMMENTS: TextLimit = { subject: "comment of a RAM user", minimum: 0, maximum: 128, unit: "bytes" };

/** `Comments` of CreateGroup. */
export const GROUP_COMMENTS: TextLimit = {
  subject: "comment of a RAM user group",
  minimum: 0,
  maximum: 128,
  unit: "characters",
};

/** `Description` of CreatePolicy and CreateRole. */
export const DESCRIPTION: TextLimit = { subject: "description", minimum: 1, maximum: 1024, unit: "characters" };

/** An account id: sixteen digits in every sample; no source states the form, so the length stays open. */
export const ACCOUNT_ID: TextLimit = {
  subject: "Alibaba Cloud account id",
  minimum: 1,
  maximum: 32,
  unit: "characters",
  pattern: /^[0-9]+$/,
  allowed: "digits",
};
