import { Server, ServerCredentials, type handleUnaryCall, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { diagnosticOf } from "./diagnostics";
import { PROVIDER_SERVICE } from "./protocol";
import { providerHandlers, type ProviderOptions } from "./provider";

export interface RunningProvider {
  /** Drops what is still connected: it is called when nobody needs the provider any more. */
  close(): void;
}

/** Serves the provider on a unix socket, without TLS: whoever can reach the socket is its owner. */
export async function serveProvider(socket: string, options: ProviderOptions): Promise<RunningProvider> {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(PROVIDER_SERVICE, implementation(options));
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve(),
    );
  });
  return { close: () => server.forceShutdown() };
}

function implementation(options: ProviderOptions): UntypedServiceImplementation {
  const handlers = Object.entries(providerHandlers(options)) as [string, (request: object) => unknown][];
  return Object.fromEntries(handlers.map(([method, handler]) => [method, unary(handler)]));
}

/** Whatever a handler throws reaches Terraform as a diagnostic: a failed call would show none of the reason. */
function unary(handler: (request: object) => unknown): handleUnaryCall<object, object> {
  return (call, callback) => {
    const { type_name: type } = call.request as { type_name?: string };
    const failure = (error: unknown): object => ({
      diagnostics: [diagnosticOf(error, type ?? "the provider", {})],
    });
    void Promise.resolve(call.request)
      .then(handler)
      .catch(failure)
      .then((answer) => callback(null, answer as object));
  };
}
