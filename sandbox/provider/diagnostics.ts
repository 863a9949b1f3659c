import { RamError } from "../account/ram-error";
import { SandboxError } from "../sandbox-error";
import type { AttributePath, Diagnostic, PathStep } from "./protocol";

/** Thrown by an adapter for what the real provider itself, not the service, refuses. */
export class ProviderError extends Error {
  public override readonly name = "ProviderError";

  public constructor(
    public readonly summary: string,
    public readonly detail: string,
    public readonly attribute?: string,
  ) {
    super(summary);
  }
}

export function pathOf(...names: readonly (string | number)[]): AttributePath {
  const steps = names.map((name): PathStep =>
    typeof name === "number" ? { element_key_int: name } : { attribute_name: name },
  );
  return { steps };
}

export function errorAt(summary: string, detail: string, attribute?: AttributePath): Diagnostic {
  return { severity: 1, summary, detail, ...(attribute && { attribute }) };
}

export function warningAt(summary: string, detail: string, attribute?: AttributePath): Diagnostic {
  return { severity: 2, summary, detail, ...(attribute && { attribute }) };
}

/** The service's refusal in the real provider's manner. */
export function refusalOf(type: string, error: RamError): { summary: string; detail: string } {
  return {
    summary: `[ERROR] ${type}: ${error.action ?? "the call"} was refused by the sandbox's account`,
    detail: `StatusCode: ${error.status}\nCode: ${error.code}\nMessage: ${error.message}`,
  };
}

/** What went wrong while a resource was worked on; `attributes` tells where the parameters of actions come from. */
export function diagnosticOf(error: unknown, type: string, attributes: Readonly<Record<string, string>>): Diagnostic {
  if (error instanceof ProviderError) {
    return errorAt(error.summary, error.detail, error.attribute === undefined ? undefined : pathOf(error.attribute));
  }
  if (error instanceof RamError) {
    const { summary, detail } = refusalOf(type, error);
    const attribute = attributes[error.parameter ?? ""];
    return errorAt(summary, detail, attribute === undefined ? undefined : pathOf(attribute));
  }
  if (error instanceof SandboxError) return errorAt(`${type}: the sandbox could not keep this change`, error.message);
  return errorAt(
    `The sandbox failed while working on ${type}`,
    error instanceof Error ? error.message : "unknown reason",
  );
}
