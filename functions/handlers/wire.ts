import { agentEvents, shopperEvents } from "../contract/client-events.ts";
import { decode } from "../contract/decode.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Connections, Server, Socket } from "../socketio/index.ts";
import { createServer } from "../socketio/index.ts";
import { answerOffer } from "../use-cases/answer-offer.ts";
import { acceptRing, declineRing } from "../use-cases/answer-ring.ts";
import { approvals } from "../use-cases/approval-view.ts";
import { answerApproval } from "../use-cases/approve-offer.ts";
import { closeConversation } from "../use-cases/close.ts";
import { connectAgent, connectShopper } from "../use-cases/connect.ts";
import { consent } from "../use-cases/consent.ts";
import type { Caller, Deps } from "../use-cases/deps.ts";
import { disconnected } from "../use-cases/disconnect.ts";
import { draft } from "../use-cases/draft.ts";
import { erase } from "../use-cases/erase.ts";
import { openFile } from "../use-cases/file-open.ts";
import { sendFile } from "../use-cases/file-send.ts";
import { startFile } from "../use-cases/file-start.ts";
import { colleagues, floor } from "../use-cases/floor.ts";
import { inviteGuest, leaveAsGuest, watchConversation } from "../use-cases/guests.ts";
import { handOver } from "../use-cases/hand-over.ts";
import { history, readHistory } from "../use-cases/history.ts";
import { identify } from "../use-cases/identify.ts";
import { inbox } from "../use-cases/inbox.ts";
import { acceptInvitation, dismissInvitation } from "../use-cases/invitation.ts";
import { leaveForLater } from "../use-cases/leave-message.ts";
import { note, notes } from "../use-cases/notes.ts";
import { openChat } from "../use-cases/open-chat.ts";
import { heartbeat, setPresence } from "../use-cases/presence.ts";
import { proposeOffer } from "../use-cases/propose-offer.ts";
import { read } from "../use-cases/read.ts";
import { send } from "../use-cases/send.ts";
import { answerSurvey } from "../use-cases/survey.ts";
import { sync } from "../use-cases/sync.ts";
import { takeOverConversation } from "../use-cases/take-over.ts";
import { translate } from "../use-cases/translate.ts";
import { typing } from "../use-cases/typing.ts";
import { watch } from "../use-cases/watch.ts";
import { endWrapUp } from "../use-cases/wrap-up.ts";
import { type ConnectionContext, callerOf, OWN_TRANSPORT } from "./context.ts";

type HeedSocket = Socket<ConnectionContext>;
type Handle = (caller: Caller, payload: never, socket: HeedSocket) => Promise<Result<object>>;

/** What each event of each role does. */
function routes(deps: Deps): Record<"shopper" | "agent", Record<string, Handle>> {
  const shared = {
    "message:send": (caller: Caller, payload: never) => send(deps, caller, payload),
    "file:start": (caller: Caller, payload: never) => startFile(deps, caller, payload),
    "file:send": (caller: Caller, payload: never) => sendFile(deps, caller, payload),
    "file:open": (caller: Caller, payload: never) => openFile(deps, caller, payload),
    sync: (caller: Caller, payload: never) => sync(deps, caller, payload),
    typing: (caller: Caller, payload: never) => typing(deps, caller, payload),
    read: (caller: Caller, payload: never) => read(deps, caller, payload),
    "conversation:close": (caller: Caller, payload: never) =>
      closeConversation(deps, caller, payload),
  };
  const shopper =
    (
      use: (
        caller: Caller<"shopper">,
        payload: never,
        socket: HeedSocket,
      ) => Promise<Result<object>>,
    ): Handle =>
    (caller, payload, socket) =>
      use(caller as Caller<"shopper">, payload, socket);
  const agent =
    (use: (caller: Caller<"agent">, payload: never) => Promise<Result<object>>): Handle =>
    (caller, payload) =>
      use(caller as Caller<"agent">, payload);
  return {
    shopper: {
      ...shared,
      signals: shopper(async (caller, payload, socket) => {
        const result = await watch(deps, caller, payload);
        if (!result.ok || !result.invitation) return result;
        const { invitation, ...ack } = result;
        socket.emit("invitation", invitation);
        return ack;
      }),
      "invitation:accept": shopper((caller, payload) => acceptInvitation(deps, caller, payload)),
      "invitation:dismiss": shopper((caller, payload) => dismissInvitation(deps, caller, payload)),
      "chat:open": shopper((caller, payload) => openChat(deps, caller, payload)),
      consent: shopper((caller, payload) => consent(deps, caller, payload)),
      "offer:answer": shopper((caller, payload) => answerOffer(deps, caller, payload)),
      "message:leave": shopper((caller, payload) => leaveForLater(deps, caller, payload)),
      draft: shopper((caller, payload) => draft(deps, caller, payload)),
      survey: shopper((caller, payload) => answerSurvey(deps, caller, payload)),
      identify: shopper((caller, payload) => identify(deps, caller, payload)),
      erase: shopper((caller) => erase(deps, caller)),
    },
    agent: {
      ...shared,
      presence: agent((caller, payload) => setPresence(deps, caller, payload)),
      inbox: agent((caller) => inbox(deps, caller)),
      "ring:accept": agent((caller, payload) => acceptRing(deps, caller, payload)),
      "ring:decline": agent((caller, payload) => declineRing(deps, caller, payload)),
      "offer:propose": agent((caller, payload) => proposeOffer(deps, caller, payload)),
      "approval:answer": agent((caller, payload) => answerApproval(deps, caller, payload)),
      approvals: agent((caller) => approvals(deps, caller)),
      "wrap-up:end": agent((caller, payload) => endWrapUp(deps, caller, payload)),
      "note:add": agent((caller, payload) => note(deps, caller, payload)),
      notes: agent((caller, payload) => notes(deps, caller, payload)),
      history: agent((caller, payload) => history(deps, caller, payload)),
      "history:read": agent((caller, payload) => readHistory(deps, caller, payload)),
      transfer: agent((caller, payload) => handOver(deps, caller, payload)),
      "guest:invite": agent((caller, payload) => inviteGuest(deps, caller, payload)),
      "guest:leave": agent((caller, payload) => leaveAsGuest(deps, caller, payload)),
      colleagues: agent(() => colleagues(deps)),
      floor: agent((caller) => floor(deps, caller)),
      watch: agent((caller, payload) => watchConversation(deps, caller, payload)),
      takeover: agent((caller, payload) => takeOverConversation(deps, caller, payload)),
      translate: agent((caller, payload) => translate(deps, caller, payload)),
    },
  };
}

/** What is said when no handler of ours gave an answer. */
const SAID = {
  internal: "something went wrong on our side",
  unknown_event: "there is no such event",
  too_large: "the answer is larger than a frame",
} as const;

/** Heed on Socket.IO: each event decoded by its schema, allowed to its role, handed to its use case. */
export function wire(
  deps: Deps,
  connections: Connections,
  onError: (error: unknown, place: { readonly ref: string }) => void,
): Server<ConnectionContext> {
  const io = createServer<ConnectionContext>({
    ...connections,
    ownTransport: OWN_TRANSPORT,
    isBatching: (context) => context.opening === "own",
    onError,
    ackError: ({ code, ref }) => [failure(code, SAID[code], ref === undefined ? {} : { ref })],
    onHeartbeat: async ({ connectionId, context }) => {
      const caller = callerOf(connectionId, context);
      if (caller) await heartbeat(deps, caller);
    },
    onDisconnect: async ({ connectionId, context }) => {
      const caller = callerOf(connectionId, context);
      if (caller) await disconnected(deps, caller);
    },
  });
  const main = io.of("/");
  main.use(({ context }) =>
    context.role === "refused"
      ? {
          message: context.reason,
          data: failure("unauthorised", context.reason, { now: deps.clock() }),
        }
      : undefined,
  );
  main.on("connection", async (socket) => {
    const caller = callerOf(socket.connectionId, socket.context);
    if (!caller) return;
    const stock = socket.context.opening === "stock";
    const welcome =
      caller.owner.role === "shopper"
        ? await connectShopper(deps, caller as Caller<"shopper">, stock)
        : await connectAgent(deps, caller as Caller<"agent">, stock);
    socket.emit("welcome", welcome);
  });
  const table = routes(deps);
  const schemas = { shopper: shopperEvents, agent: agentEvents };
  for (const name of new Set([...Object.keys(shopperEvents), ...Object.keys(agentEvents)])) {
    main.event(name, async (socket, [payload]) => {
      const caller = callerOf(socket.connectionId, socket.context);
      if (!caller) return [failure("unauthorised", "sign in first")];
      const { role } = caller.owner;
      const handle = table[role][name];
      const schema = Object.entries(schemas[role]).find(([event]) => event === name)?.[1];
      if (!handle || !schema) return [failure("unknown_event", `${role}s have no such event`)];
      const decoded = decode(schema, payload);
      if (!decoded.ok) return [decoded];
      return [await handle(caller, decoded.value as never, socket)];
    });
  }
  return io;
}
