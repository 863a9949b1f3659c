import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

/** The part of GitHub's API that comments on pull request 7 of octo/infra need. */
export class StandInGithub {
  public readonly comments: Comment[] = [];
  public readonly requests: string[] = [];
  /** What the API answers to whoever writes, where it refuses. */
  public refusal: { readonly status: number; readonly message: string } | null = null;

  /** By which a run finds this API, also after it was closed. */
  public readonly environment: NodeJS.ProcessEnv;

  private constructor(
    private readonly server: Server,
    private readonly token: string,
  ) {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.environment = { GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql` };
    server.on("request", (request: IncomingMessage, response) => {
      void this.answer(request).then(({ status, content }) => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
      });
    });
  }

  public static async start(token: string): Promise<StandInGithub> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new StandInGithub(server, token);
  }

  public add(login: string, body: string): Comment {
    const comment = { id: 1000 + this.comments.length, user: { login }, body };
    this.comments.push(comment);
    return comment;
  }

  public of(login: string): Comment[] {
    return this.comments.filter(({ user }) => user.login === login);
  }

  public close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; content: unknown }> {
    const { method = "", url = "", headers } = request;
    const { pathname, searchParams } = new URL(url, "http://localhost");
    this.requests.push(`${method} ${pathname}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (headers.authorization !== `Bearer ${this.token}`)
      return { status: 401, content: { message: "Bad credentials" } };
    if (pathname === "/graphql")
      return { status: 200, content: { data: { viewer: { login: "github-actions[bot]" } } } };

    const comments = "/repos/octo/infra/issues/7/comments";
    if (method === "GET" && pathname === comments) {
      const [page, size] = [Number(searchParams.get("page")), Number(searchParams.get("per_page"))];
      return { status: 200, content: this.comments.slice((page - 1) * size, page * size) };
    }
    if (this.refusal) return { status: this.refusal.status, content: { message: this.refusal.message } };
    const { body } = JSON.parse(Buffer.concat(chunks).toString()) as { body: string };
    if (method === "POST" && pathname === comments) {
      return { status: 201, content: this.add("github-actions[bot]", body) };
    }
    const id = /^\/repos\/octo\/infra\/issues\/comments\/(\d+)$/.exec(pathname)?.[1];
    const comment = this.comments.find((each) => each.id === Number(id));
    if (method !== "PATCH" || !comment) return { status: 404, content: { message: "Not Found" } };
    comment.body = body;
    return { status: 200, content: comment };
  }
}
