import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import { duration, languageName, money, phrase } from "./format.ts";

/** What is known of the shopper: why she was invited, where she is, what is in the cart. */
export function Context({
  context,
  now,
}: {
  readonly context: ShopperContext;
  readonly now: number;
}) {
  const { cart, page, reason, trail, device, language } = context;
  return (
    <aside class="context" aria-label="Shopper">
      {reason && (
        <section>
          <h3>Why she was invited</h3>
          <p>{phrase(reason.rule)}</p>
          <dl>
            {Object.entries(reason.values).map(([name, value]) => (
              <div key={name}>
                <dt>{phrase(name)}</dt>
                <dd>{String(value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <section>
        <h3>Now</h3>
        <dl>
          {page && (
            <div>
              <dt>Page</dt>
              <dd class="clip" title={page.path}>
                {page.title ?? page.path}
              </dd>
            </div>
          )}
          <div>
            <dt>Language</dt>
            <dd>{languageName(language)}</dd>
          </div>
          {device && (
            <div>
              <dt>Device</dt>
              <dd>{device === "touch" ? "Phone or tablet" : "Computer"}</dd>
            </div>
          )}
        </dl>
      </section>
      <section>
        <h3>Cart</h3>
        {cart && cart.items > 0 ? (
          <>
            <p>
              <strong>{money(cart.value, cart.currency)}</strong>
              <span class="muted">
                {" "}
                {cart.items} {cart.items === 1 ? "piece" : "pieces"}
              </span>
            </p>
            <ul>
              {cart.names?.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        ) : (
          <p class="muted">Empty.</p>
        )}
      </section>
      <section>
        <h3>Trail</h3>
        <ol class="trail">
          {trail.toReversed().map((trace) => (
            <li key={`${trace.at} ${trace.kind}`}>
              <span>{phrase(trace.kind)}</span>
              {trace.detail && <span class="muted"> {trace.detail}</span>}
              <span class="muted">
                {" "}
                · {trace.page}, {duration(now - trace.at)} ago
              </span>
            </li>
          ))}
        </ol>
      </section>
    </aside>
  );
}
