import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import type { PastOrder } from "../../../functions/contract/customer.ts";
import { dateOf, money, regionName } from "./format.ts";

/** Who the shopper is, where the shop has signed her in. */
export function Customer({
  customer,
  onOrder,
}: {
  readonly customer: ShopperContext["customer"] | undefined;
  /** Shows an order in the chat; missing where this person can't write. */
  readonly onOrder: ((order: PastOrder) => void) | undefined;
}) {
  if (!customer) return null;
  const { id, name, email, tier, country, orders } = customer;
  return (
    <section>
      <h3>Customer</h3>
      <p>
        <strong dir="auto">{name ?? id}</strong> {tier && <span class="badge">{tier}</span>}
      </p>
      <dl>
        {name !== undefined && <Row term="Number" what={id} />}
        {email !== undefined && <Row term="E-mail" what={email} />}
        {country !== undefined && <Row term="Country" what={regionName(country)} />}
      </dl>
      {orders && orders.length > 0 && (
        <table class="orders">
          <caption>Orders</caption>
          <thead class="sr">
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Day</th>
              <th scope="col">Total</th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.id}>
                <td dir="auto">
                  {onOrder ? (
                    <button
                      type="button"
                      class="link"
                      title={`Show order ${order.id} in the chat`}
                      onClick={() => onOrder(order)}
                    >
                      {order.id}
                    </button>
                  ) : (
                    order.id
                  )}
                  {order.status !== undefined && <span class="muted"> {order.status}</span>}
                </td>
                <td>{dateOf(Date.parse(order.at))}</td>
                <td>{money(order.total, order.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ term, what }: { readonly term: string; readonly what: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd class="clip" title={what}>
        {what}
      </dd>
    </div>
  );
}
