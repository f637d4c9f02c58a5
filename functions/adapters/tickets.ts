import { same, sign } from "./hmac.ts";

/** What a console connection may be: made by the HTTP API from a verified sign-in, checked by the authorizer. */
export interface Ticket {
  readonly id: string;
  readonly name: string;
  readonly role: "agent" | "supervisor" | "admin";
  readonly authVersion: number;
  /** Epoch ms; short, because a URL may be logged. */
  readonly until: number;
}

/** A ticket as a string for the query of one connection. */
export function writeTicket(secret: string, ticket: Ticket): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString("base64url");
  return `${body}.${sign(secret, "ticket", body)}`;
}

/** The ticket, or undefined when it is forged or its time is over at `now` (epoch ms). */
export function readTicket(secret: string, text: string, now: number): Ticket | undefined {
  const [body, signature, ...rest] = text.split(".");
  if (body === undefined || signature === undefined || rest.length > 0) return undefined;
  if (!same(signature, sign(secret, "ticket", body))) return undefined;
  const ticket: Ticket = JSON.parse(Buffer.from(body, "base64url").toString());
  return ticket.until > now ? ticket : undefined;
}
