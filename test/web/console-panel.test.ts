import { expect, test } from "vitest";
import { panelAddress } from "../../web/console/writing/panel.ts";

const context = { visitor: "visitor-1", language: "fi", trail: [] };

test("[CSL57] the panel's address holds what is known, each as one component of an address", () => {
  const template =
    "https://shop.example/c?id={{customer.id}}&o={{order.id}}&v={{visitor.id}}&l={{ language }}&k={{conversation.id}}&x={{other}}";
  expect(panelAddress(template, context, "chat-1")).toBe(
    "https://shop.example/c?id=&o=&v=visitor-1&l=fi&k=chat-1&x=",
  );
  const orders = [{ id: "A/17", at: "2026-11-02", total: 1, currency: "EUR" }];
  const customer = { id: "a&b=#c", orders };
  expect(panelAddress(template, { ...context, customer }, "chat-1")).toContain(
    "id=a%26b%3D%23c&o=A%2F17&",
  );
});
