import { isLiterallyTrue } from "./expression";
import { member } from "./json";
import type { Scope } from "./scope";

/** Texts that are no credential: plain words, each too short for an AccessKey id. */
const HARMLESS = /^(?=.{1,64}$)[A-Za-z0-9]{1,15}(?:[-._@][A-Za-z0-9]{1,15})*$/;
/** A variable that is called so holds what nobody should read in a report. */
const TELLING_NAME = /secret|password|passwd|token|credential|private|(?:^|_)key/i;

/**
 * What a message adds about the default of a variable: `, which is "etl" unless it is set`. Empty where there is no
 * default, and where it could be a secret.
 */
export function defaultOf(scope: Scope, variable: string): string {
  const body = scope.byAddress.get(`variable.${variable}`)?.body;
  const value = member(body, "default");
  if (isLiterallyTrue(member(body, "sensitive")) || TELLING_NAME.test(variable)) return "";
  const isShown =
    typeof value === "number" || typeof value === "boolean" || (typeof value === "string" && HARMLESS.test(value));
  return isShown ? `, which is ${JSON.stringify(value)} unless it is set` : "";
}
