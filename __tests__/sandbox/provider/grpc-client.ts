import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials, makeGenericClientConstructor, type Client } from "@grpc/grpc-js";
import { Account } from "../../../sandbox/account/account";
import type { Caller } from "../../../sandbox/account/session";
import { newAccount } from "../../../sandbox/account/state";
import { PROVIDER_SERVICE, type Diagnostic, type MethodName, type Methods } from "../../../sandbox/provider/protocol";
import { SANDBOX_SCHEMA_VERSION } from "../../../sandbox/provider/provider";
import { serveProvider, type RunningProvider } from "../../../sandbox/provider/serve";
import { decodeValue, encodeValue, type ObjectValue } from "../../../sandbox/provider/value";

export const TERRAFORM: Caller = { kind: "user", userId: "2000000000000000" };
export const NOW = "2026-03-01T08:00:00Z";

export interface Planned {
  readonly planned: ObjectValue | null;
  /** What the plan gives to its apply. */
  readonly mark: Uint8Array;
  /** Attributes that force a replacement. */
  readonly replaces: readonly (string | undefined)[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Applied {
  readonly state: ObjectValue | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A provider on an account in memory, spoken to as Terraform does. */
export class GrpcClient {
  public static async start(caller: Caller = TERRAFORM): Promise<GrpcClient> {
    const directory = mkdtempSync(join(tmpdir(), "ramparts-grpc-"));
    const clock = (): Date => new Date(NOW);
    const account = new Account(newAccount("1234567890123456", NOW), { clock, save: () => undefined });
    const socket = join(directory, "provider.sock");
    return new GrpcClient(account, directory, await serveProvider(socket, { account, caller }), socket);
  }

  private readonly client: Client;

  private constructor(
    public readonly account: Account,
    private readonly directory: string,
    private readonly provider: RunningProvider,
    socket: string,
  ) {
    const Constructor = makeGenericClientConstructor(PROVIDER_SERVICE, "tfplugin5.Provider");
    this.client = new Constructor(`unix:${socket}`, credentials.createInsecure());
  }

  public close(): void {
    this.client.close();
    this.provider.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  public ask<Name extends MethodName>(
    method: Name,
    request: Methods[Name]["request"],
  ): Promise<Methods[Name]["response"]> {
    const call = (this.client as unknown as Record<string, UnaryCall>)[method];
    return new Promise((resolve, reject) => {
      call?.call(this.client, request, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  }

  public async validate(type: string, config: ObjectValue): Promise<readonly Diagnostic[]> {
    const request = { type_name: type, config: encodeValue(config) };
    return (await this.ask("ValidateResourceTypeConfig", request)).diagnostics ?? [];
  }

  /** What is not configured is null, as Terraform sends it. */
  public async plan(type: string, prior: ObjectValue | null, config: ObjectValue | null): Promise<Planned> {
    const answer = await this.ask("PlanResourceChange", {
      type_name: type,
      prior_state: encodeValue(prior),
      proposed_new_state: encodeValue(config),
      config: encodeValue(config),
    });
    return {
      planned: answer.planned_state ? decodeValue(answer.planned_state) : null,
      mark: answer.planned_private ?? Buffer.alloc(0),
      replaces: (answer.requires_replace ?? []).map((path) => path.steps[0]?.attribute_name),
      diagnostics: answer.diagnostics ?? [],
    };
  }

  public async apply(type: string, prior: ObjectValue | null, config: ObjectValue | null): Promise<Applied> {
    const { planned, mark } = await this.plan(type, prior, config);
    const answer = await this.ask("ApplyResourceChange", {
      type_name: type,
      prior_state: encodeValue(prior),
      planned_state: encodeValue(planned),
      planned_private: mark,
      config: encodeValue(config),
    });
    return { state: answer.new_state ? decodeValue(answer.new_state) : null, diagnostics: answer.diagnostics ?? [] };
  }

  public async read(type: string, state: ObjectValue): Promise<ObjectValue | null> {
    const answer = await this.ask("ReadResource", { type_name: type, current_state: encodeValue(state) });
    return answer.new_state ? decodeValue(answer.new_state) : null;
  }

  public async import(type: string, id: string): Promise<Applied> {
    const answer = await this.ask("ImportResourceState", { type_name: type, id });
    const [imported] = answer.imported_resources ?? [];
    return { state: imported ? decodeValue(imported.state) : null, diagnostics: answer.diagnostics ?? [] };
  }

  public async upgrade(type: string, state: object, version = SANDBOX_SCHEMA_VERSION): Promise<Applied> {
    const raw = { json: Buffer.from(JSON.stringify(state)) };
    const answer = await this.ask("UpgradeResourceState", { type_name: type, version, raw_state: raw });
    const upgraded = answer.upgraded_state;
    return { state: upgraded ? decodeValue(upgraded) : null, diagnostics: answer.diagnostics ?? [] };
  }
}

type UnaryCall = (request: object, callback: (error: Error | null, answer: object) => void) => void;
