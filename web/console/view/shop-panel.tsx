import { useEffect, useState } from "preact/hooks";
import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import { onOverrides, overrides } from "../writing/overrides.ts";
import { panelAddress } from "../writing/panel.ts";

/** A page of the shop's own about this shopper, where an admin has set one. It is another origin's, and can't reach the console. */
export function ShopPanel({
  context,
  conversation,
}: {
  readonly context: ShopperContext;
  readonly conversation: string;
}) {
  const [{ panel }, setSet] = useState(overrides);
  useEffect(() => onOverrides(() => setSet(overrides())), []);
  if (!panel.url) return null;
  const address = panelAddress(panel.url, context, conversation);
  const title = panel.title ?? "Shop";
  return (
    <section class="shop-panel">
      <h3>{title}</h3>
      <iframe
        key={address}
        title={title}
        src={address}
        sandbox="allow-forms allow-popups allow-same-origin allow-scripts"
        referrerpolicy="no-referrer"
        loading="lazy"
      />
      <p>
        <a href={address} target="_blank" rel="noreferrer">
          In a tab of its own
        </a>
      </p>
    </section>
  );
}
