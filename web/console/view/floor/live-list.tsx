import type { Floor, FloorConversation } from "../../../../functions/contract/desk.ts";
import { ALARM_WORDS, alarmsOf } from "../../desk/alarms.ts";
import { useDesk } from "../desk-context.ts";
import { duration, languageName, phrase } from "../format.ts";
import { AlarmSign } from "./alarm-sign.tsx";

/** Every open conversation: who answers, how long it waits or is silent, and what a supervisor may do. */
export function LiveList({ floor: { conversations, at } }: { readonly floor: Floor }) {
  return (
    <section>
      <h2>Live conversations</h2>
      {conversations.length === 0 && <p class="muted">None.</p>}
      <ul class="live">
        {conversations.map((each) => (
          <li key={each.conversation.id}>
            <Live each={each} at={at} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Live({ each, at }: { readonly each: FloorConversation; readonly at: number }) {
  const { desk, show } = useDesk();
  const { conversation, topic, waitsSince, owedSince, lastAt } = each;
  const { id, language, agent, status } = conversation;
  const alarms = alarmsOf(each, at);
  const name = `${languageName(language)}${topic === undefined ? "" : `, ${phrase(topic).toLowerCase()}`}`;
  const mine = agent?.id === desk.state.profile?.id;
  const told = async (asked: Promise<string | undefined>) => desk.tell(await asked);
  const open = (press: () => Promise<string | undefined>, label: string) => (
    <button type="button" class="quiet" onClick={() => void told(press())}>
      {label}
      <span class="sr">: {name}</span>
    </button>
  );
  return (
    <article aria-label={name} class={["live-chat", ...alarms].join(" ")}>
      <p>
        <strong>{name}</strong> <span class="muted">{agent ? agent.name : "no agent yet"}</span>
      </p>
      <p class="muted">
        {waitsSince === undefined
          ? `${status}, ${owedSince === undefined ? `last word ${duration(at - lastAt)} ago` : `waits for a word ${duration(at - owedSince)}`}`
          : `waits ${duration(at - waitsSince)}`}
      </p>
      {alarms.length > 0 && (
        <p class="alarms">
          {alarms.map((alarm) => (
            <strong key={alarm} class="alarm">
              <AlarmSign alarm={alarm} /> {ALARM_WORDS[alarm]}
            </strong>
          ))}
        </p>
      )}
      <p class="acts">
        {mine
          ? open(async () => void desk.select(id), "Open")
          : open(() => desk.team.watch(id), "Watch and whisper")}
        {!mine && open(() => desk.team.takeOver(id), "Take over")}
        <button
          type="button"
          class="quiet"
          onClick={() => show({ kind: "hand-over", conversation: id })}
        >
          Hand over<span class="sr">: {name}</span>
        </button>
      </p>
    </article>
  );
}
