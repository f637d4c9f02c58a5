import type { Chat } from "../desk/chat.ts";
import { Customer } from "./customer.tsx";
import { useDesk } from "./desk-context.ts";
import { Earlier } from "./earlier.tsx";
import { count, languageName, money, phrase } from "./format.ts";
import { Guide } from "./guide.tsx";
import { LocalTime } from "./local-time.tsx";
import { reasonLine } from "./reason.ts";
import { ShopPanel } from "./shop-panel.tsx";
import { Trail } from "./trail.tsx";
import { useHelp } from "./use-help.ts";
import { WhyLines } from "./why-lines.tsx";

/** Nobody was chosen when the invitation was accepted: that had been done before it was shown. */
const PROMISED =
  "The invitation named this agent: the best of those free when it was made, with a slot held.";

/** What is known of the shopper: why she was invited, what is in the cart, where she is, what helps now. */
export function Context({
  chat: { client, context, notes, id, closed, part },
  agentName,
  onBack,
}: {
  readonly chat: Chat;
  readonly agentName: string | undefined;
  /** Back to the conversation, where both don't fit side by side. */
  readonly onBack: () => void;
}) {
  const { cart, page, reason, trail, device, language, contact, visitor, customer, timeZone } =
    context;
  const { show } = useDesk();
  const routing = notes.filter(({ kind }) => kind === "routing").at(-1);
  const help = useHelp(language);
  return (
    <section class="context" aria-label="Shopper">
      <button type="button" class="quiet to-chat" onClick={onBack}>
        Back to the chat
      </button>
      {contact && (
        <section class="contact">
          <h3>Left a message</h3>
          <p>
            {contact.name && `${contact.name}, `}
            <a href={`mailto:${contact.email}`}>{contact.email}</a>
          </p>
          <p class="muted">
            The shopper is not waiting. Write the answer here; it is sent to this address.
          </p>
        </section>
      )}
      <Customer
        customer={customer}
        onOrder={
          closed || part === "watcher"
            ? undefined
            : (order) => client.send(order.id, { card: { kind: "order", ...order } })
        }
      />
      <section>
        <h3>{reason ? "Why invited" : "How it began"}</h3>
        {reason ? (
          <>
            <p>
              <strong>{phrase(reason.rule)}</strong>
            </p>
            <ul class="muted">
              {Object.entries(reason.values).map(([label, value]) => (
                <li key={label}>{reasonLine(label, value, cart?.currency)}</li>
              ))}
            </ul>
          </>
        ) : (
          <p>The shopper started the chat.</p>
        )}
        {visitor !== "" && (
          <p>
            <button type="button" class="link" onClick={() => show({ kind: "decisions", visitor })}>
              Everything that was decided
            </button>
          </p>
        )}
      </section>
      <section>
        <h3>Cart</h3>
        {cart && cart.items > 0 ? (
          <>
            <p>
              <strong>{money(cart.value, cart.currency)}</strong>{" "}
              <span class="muted">{count(cart.items, "piece")}</span>
            </p>
            <ul>
              {cart.names?.map((name) => (
                <li key={name} lang={language}>
                  {name}
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p class="muted">Empty.</p>
        )}
      </section>
      <section>
        <h3>Now</h3>
        <dl>
          {page && (
            <div>
              <dt>Page</dt>
              <dd class="clip" title={page.path} lang={language}>
                {page.title ?? page.path}
              </dd>
            </div>
          )}
          <div>
            <dt>Language</dt>
            <dd>{languageName(language)}</dd>
          </div>
          {timeZone !== undefined && <LocalTime zone={timeZone} />}
          {device && (
            <div>
              <dt>Device</dt>
              <dd>{device === "touch" ? "Phone or tablet" : "Computer"}</dd>
            </div>
          )}
        </dl>
      </section>
      <ShopPanel context={context} conversation={id} />
      {help && <Guide context={context} help={help} agentName={agentName} />}
      <section>
        <h3>Trail</h3>
        <Trail trail={trail} />
      </section>
      <Earlier conversation={id} key={id} />
      {(routing ?? reason) && (
        <section>
          <h3>Why this agent</h3>
          <WhyLines lines={(routing?.text ?? PROMISED).split("\n")} />
        </section>
      )}
    </section>
  );
}
