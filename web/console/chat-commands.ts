import { type Command, type CommandParts, isLead } from "./command.ts";
import type { Chat } from "./desk/chat.ts";
import { offeredToday } from "./desk/offered.ts";
import { aloneUpTo, percentsOf } from "./desk/percents.ts";

/** What can be done with the conversation in hand. */
export function chatCommands(parts: CommandParts, chat: Chat): readonly Command[] {
  const { desk, intend } = parts;
  const { id, closed, part } = chat;
  const find = {
    id: "find",
    title: "Search this conversation",
    keys: "Alt S",
    run: () => intend("find"),
  };
  const note = { id: "note", title: "Write a note", keys: "Alt N", run: () => intend("note") };
  const translate = {
    id: "translate",
    title: "Translate the last message",
    keys: "Alt T",
    run: () => void desk.translating.message(id, desk.tongue),
  };
  if (closed) {
    const wrapUp = parts.state.profile?.wrapUps?.[id];
    return [
      ...(wrapUp !== undefined && wrapUp > parts.state.now()
        ? [
            {
              id: "wrap-up",
              title: "Done with the wrap-up",
              keys: "Alt D",
              run: () => void desk.presence.endWrapUp(id),
            },
          ]
        : []),
      { id: "close", title: "Put away", keys: "Alt W", run: () => desk.putAway(id) },
      find,
      translate,
    ];
  }
  return [
    ...(part === "watcher" ? [] : writeCommands(parts, chat)),
    note,
    find,
    translate,
    ...(part === "agent" ? ownCommands(parts, chat) : besideCommands(parts, chat)),
  ];
}

function writeCommands(parts: CommandParts, chat: Chat): readonly Command[] {
  const { desk, intend, state } = parts;
  const { id, part, context } = chat;
  const alone = aloneUpTo(desk.approvals.limits, isLead(parts));
  const hasCart = part === "agent" && context.cart !== undefined && context.cart.items > 0;
  const offers =
    offeredToday(chat.state, state.now()) === undefined ? percentsOf(desk.approvals.limits) : [];
  return [
    { id: "write", title: "Write a message", keys: "Alt M", run: () => intend("write") },
    { id: "replies", title: "Canned replies", keys: "Alt R", run: () => intend("replies") },
    {
      id: "translate-draft",
      title: "Translate what I have begun",
      keys: "Alt Y",
      run: () => intend("translate"),
    },
    ...(hasCart
      ? [
          { id: "offers", title: "Go to the offers", keys: "Alt O", run: () => intend("offers") },
          ...offers.map((percent) => ({
            id: `offer-${percent}`,
            title: `${percent > alone ? "Ask for" : "Offer"} ${percent} %`,
            run: () => {
              // What comes of it stands beside the buttons.
              intend("offers");
              void desk.approvals.propose(id, percent);
            },
          })),
        ]
      : []),
  ];
}

const ownCommands = ({ show }: CommandParts, { id: conversation }: Chat): readonly Command[] => [
  {
    id: "hand-over",
    title: "Hand over",
    keys: "Alt H",
    run: () => show({ kind: "hand-over", conversation }),
  },
  {
    id: "invite",
    title: "Invite a colleague",
    keys: "Alt I",
    run: () => show({ kind: "invite", conversation }),
  },
  {
    id: "product",
    title: "Show a product",
    keys: "Alt K",
    run: () => show({ kind: "product", conversation }),
  },
  {
    id: "close",
    title: "Close chat",
    keys: "Alt W",
    run: () => show({ kind: "close", conversation }),
  },
];

/** As a guest or a watcher. */
function besideCommands(parts: CommandParts, { id }: Chat): readonly Command[] {
  const { desk, show } = parts;
  const told = async (asked: Promise<string | undefined>) => desk.tell(await asked);
  return [
    {
      id: "leave",
      title: "Leave this chat",
      keys: "Alt W",
      run: () => void told(desk.team.leave(id)),
    },
    ...(isLead(parts)
      ? [
          {
            id: "take-over",
            title: "Take this chat over",
            run: () => void told(desk.team.takeOver(id)),
          },
          {
            id: "hand-over",
            title: "Hand over",
            keys: "Alt H",
            run: () => show({ kind: "hand-over", conversation: id }),
          },
        ]
      : []),
  ];
}
