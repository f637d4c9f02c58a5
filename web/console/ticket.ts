import type { TicketAnswer } from "../../functions/contract/http.ts";

/** The console is refused for a reason that trying again does not mend. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A ticket for one connection. @throws Refused when the sign-in is over or belongs to no agent of this stage; anything else is worth another try */
export async function fetchTicket(idToken: string): Promise<string> {
  const answer = await fetch("/api/tickets", {
    method: "POST",
    headers: { authorization: `Bearer ${idToken}` },
  });
  const body: TicketAnswer & { readonly code?: string; readonly message?: string } =
    await answer.json();
  if (answer.status === 401 || answer.status === 403) {
    throw new Refused(body.code ?? "unauthorised", body.message ?? "Sign in again.");
  }
  if (!answer.ok) throw new Error(body.message ?? `HTTP ${answer.status}`);
  return body.ticket;
}
