/** A fault in what was sent, by its path. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** Why an HTTP request was not done. `offline`: it did not get through. */
export interface HttpFailure {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly faults?: readonly Fault[];
}

export type HttpReply<T> = { readonly ok: true; readonly value: T } | HttpFailure;

interface Sent {
  readonly method?: "GET" | "POST" | "PUT";
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The stage's HTTP API as this signed-in person may use it. Failures are values; nothing rejects. */
export class Http {
  readonly #idToken: () => Promise<string>;

  constructor(idToken: () => Promise<string>) {
    this.#idToken = idToken;
  }

  /** An answer as it is, a table for a spreadsheet for instance. @param path below `/api/` */
  async text(path: string): Promise<HttpReply<string>> {
    try {
      const authorization = `Bearer ${await this.#idToken()}`;
      const answer = await fetch(`/api/${path}`, { headers: { authorization } });
      if (answer.ok) return { ok: true, value: await answer.text() };
      const { code = "internal", message = `HTTP ${answer.status}` } = await answer.json();
      return { ok: false, code, message };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, code: "offline", message };
    }
  }

  /** @param path below `/api/` */
  async ask<T>(path: string, { method = "GET", body, headers }: Sent = {}): Promise<HttpReply<T>> {
    try {
      const answer = await fetch(`/api/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await this.#idToken()}`,
          ...(body && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const value = await answer.json();
      if (answer.ok) return { ok: true, value };
      return {
        ok: false,
        code: value.code ?? "internal",
        message: value.message ?? `HTTP ${answer.status}`,
        ...(value.faults && { faults: value.faults }),
      };
    } catch (error) {
      return {
        ok: false,
        code: "offline",
        message: error instanceof Error ? error.message : String(error),
      };
    }
  }
}
