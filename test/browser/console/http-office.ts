import type { IncomingMessage, ServerResponse } from "node:http";

/** A request to the HTTP API, as it came. */
export interface HttpRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly bearer: string;
  readonly ifMatch: string | undefined;
  readonly body: unknown;
}

export interface HttpAnswer {
  readonly status?: number;
  /** A text is sent as it is. */
  readonly body: object | string;
}

/** What a stage answers whose admins have set nothing: every console asks for these by itself. */
const UNSET: Readonly<Record<string, object>> = {
  "GET /api/documents/replies": { version: 0, value: {}, shipped: true },
  "GET /api/documents/guides": { version: 0, value: {}, shipped: true },
  "GET /api/documents/panel": { version: 0, value: {}, shipped: true },
};

/** The HTTP API's part of a small back end: what a test lets it answer, by method and path without the query. */
export class HttpOffice {
  readonly asked: HttpRequest[] = [];
  readonly answers = new Map<string, (request: HttpRequest) => HttpAnswer>();

  reset(): void {
    this.asked.length = 0;
    this.answers.clear();
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { method = "GET", url: path = "/", headers } = request;
    const asked: HttpRequest = {
      method,
      path,
      bearer: headers.authorization?.slice(7) ?? "",
      ifMatch: headers["if-match"],
      body: text === "" ? undefined : JSON.parse(text),
    };
    const route = `${method} ${path.split("?")[0]}`;
    const answer = this.answers.get(route);
    const unset = answer ? undefined : UNSET[route];
    if (unset) {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(unset));
      return;
    }
    this.asked.push(asked);
    const { status = 200, body } = answer?.(asked) ?? {
      status: 404,
      body: { code: "not_found", message: "nothing here" },
    };
    const plain = typeof body === "string";
    response
      .writeHead(status, { "content-type": plain ? "text/csv" : "application/json" })
      .end(plain ? body : JSON.stringify(body));
  }
}
