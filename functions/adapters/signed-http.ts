import { Agent, type IncomingHttpHeaders, request as overHttp } from "node:http";
import { request as overHttps, Agent as TlsAgent } from "node:https";
import aws4 from "aws4";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Where a service is, and who asks. */
export interface AwsAccess {
  /** Such as `https://dynamodb.eu-north-1.amazonaws.com`; a path is put before every request's. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** How long an attempt may take, ms. */
  readonly patienceMs?: number;
}

export interface Outgoing {
  readonly method: "POST" | "DELETE";
  /** Encoded, behind the endpoint's. */
  readonly path: string;
  /** Names in lower case; host, length, date and signature come by themselves. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface Incoming {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An attempt that took too long; what it asked for may have been done all the same. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

const MAX_SOCKETS = 50;

/**
 * Signed requests to one AWS service over connections that stay open: what remains of the SDK where a request is made in the midst of every message. There the SDK's own
 * clients take two to five times the processor time (`npm run bench -- delivery`).
 *
 * @param service its signing name, such as `dynamodb`
 * @returns makes one attempt; rejects with `TimeoutError` or with what the network said
 */
export function createSignedHttp(
  { endpoint, region, credentials }: AwsAccess,
  service: string,
  patienceMs: number,
): (request: Outgoing) => Promise<Incoming> {
  const { protocol, hostname, port, host, pathname } = new URL(endpoint);
  const secure = protocol === "https:";
  const options = { keepAlive: true, maxSockets: MAX_SOCKETS };
  const agent = secure ? new TlsAgent(options) : new Agent(options);
  const open = secure ? overHttps : overHttp;
  const prefix = pathname.replace(/\/$/, "");
  const { sessionToken, ...keys } = credentials;
  const signer = { ...keys, ...(sessionToken !== undefined && { sessionToken }) };

  return (request) =>
    new Promise((resolve, reject) => {
      const { method, body } = request;
      const path = prefix + request.path;
      const given = { ...request.headers, host };
      const { headers = {} } = aws4.sign(
        { service, region, method, path, headers: given, body },
        signer,
      );
      const outgoing = open({ agent, hostname, port, path, method, headers });
      const timer = setTimeout(() => {
        reject(new TimeoutError(`${host} did not answer within ${patienceMs} ms`));
        outgoing.destroy();
      }, patienceMs);
      const fail = (error: Error) => {
        clearTimeout(timer);
        reject(error);
      };
      outgoing.once("error", fail);
      outgoing.once("response", (response) => {
        const { statusCode = 0, headers } = response;
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.once("error", fail);
        response.once("end", () => {
          clearTimeout(timer);
          resolve({ status: statusCode, headers, body: text });
        });
      });
      outgoing.end(body);
    });
}
