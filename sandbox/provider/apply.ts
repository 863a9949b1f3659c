import { diagnosticOf, errorAt, warningAt } from "./diagnostics";
import type { Diagnostic } from "./protocol";
import { refreshed, withoutUnknowns } from "./refresh";
import type { Client, ResourceAdapter } from "./resource";
import type { TypeDefinition } from "./schema";
import type { ObjectValue, Value } from "./value";

export interface Outcome {
  /** Null when there is no such resource (any more). */
  readonly state: ObjectValue | null;
  readonly diagnostics: readonly Diagnostic[];
}

export class Applier {
  public constructor(
    private readonly type: TypeDefinition,
    private readonly adapter: ResourceAdapter,
    private readonly client: Client,
  ) {}

  /** What fails after the resource has got its id leaves a resource, which Terraform then holds as tainted. */
  public async create(planned: ObjectValue): Promise<Outcome> {
    const missing = this.missingAtCreation(planned);
    if (missing) return { state: null, diagnostics: [missing] };
    const state: Record<string, Value> = withoutUnknowns(this.type, planned);
    try {
      await this.adapter.create(this.client, planned, state);
      return this.read(state);
    } catch (error) {
      return { state: state["id"] === null ? null : state, diagnostics: [this.diagnostic(error)] };
    }
  }

  /** An update that fails leaves the prior state; the next refresh tells what became of it. */
  public update(prior: ObjectValue, planned: ObjectValue): Outcome {
    try {
      this.adapter.update?.(this.client, prior, planned);
      return this.read(withoutUnknowns(this.type, planned));
    } catch (error) {
      return { state: prior, diagnostics: [this.diagnostic(error)] };
    }
  }

  public async delete(prior: ObjectValue): Promise<Outcome> {
    try {
      const forgotten = await this.adapter.delete(this.client, prior);
      const diagnostics = forgotten ? [warningAt(`${this.type.name} was only forgotten`, forgotten)] : [];
      return { state: null, diagnostics };
    } catch (error) {
      return { state: prior, diagnostics: [this.diagnostic(error)] };
    }
  }

  public read(state: ObjectValue): Outcome {
    try {
      const read = this.adapter.read(this.client, state);
      return { state: read && refreshed(this.type, state, read), diagnostics: [] };
    } catch (error) {
      return { state, diagnostics: [this.diagnostic(error)] };
    }
  }

  private diagnostic(error: unknown): Diagnostic {
    return diagnosticOf(error, this.type.name, this.adapter.attributes);
  }

  /** Rules that the real provider checks only when it creates; the service checks the others itself. */
  private missingAtCreation(planned: ObjectValue): Diagnostic | undefined {
    const isSet = (name: string): boolean => {
      const value = planned[name] ?? null;
      return typeof value === "string" || (Array.isArray(value) && value.length > 0);
    };
    const rule = this.type.semantics.apply_time_rules?.find(
      ({ checked_by: by, attributes }) => by === "provider" && !attributes.some(isSet),
    );
    if (!rule) return undefined;
    const names = rule.attributes.map((name) => `"${name}"`).join(", ");
    return errorAt(`[ERROR] ${this.type.name} cannot be created`, `At least one of ${names} has to be set.`);
  }
}
