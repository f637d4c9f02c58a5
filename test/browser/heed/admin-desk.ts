import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { signIn } from "../../demo/people.ts";
import { signIn as idToken } from "../../stage/heed/sign-in.ts";
import { type Client, type HeedStage, startHeed } from "../../stage/heed.ts";
import { launchChromium } from "../chromium.ts";

/** A real stage with the consoles of an admin, Ada, and an agent, Aino. */
export class AdminDesk {
  readonly heed: HeedStage;
  readonly browser: Browser;
  /** Ada's console. */
  readonly admin: Page;
  readonly aino: Page;
  /** Ada's ID token. */
  readonly #token: string;
  #pages = 0;

  private constructor(heed: HeedStage, browser: Browser, admin: Page, aino: Page, token: string) {
    this.heed = heed;
    this.browser = browser;
    this.admin = admin;
    this.aino = aino;
    this.#token = token;
  }

  static async open(): Promise<AdminDesk> {
    const [heed, browser] = await Promise.all([startHeed(), launchChromium()]);
    const url = heed.stage.outputs.ConsoleUrl ?? "";
    const admin = await signIn(browser, url, "Ada");
    const aino = await signIn(browser, url, "Aino");
    return new AdminDesk(heed, browser, admin, aino, await idToken(heed.stage, "ada"));
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.heed.close();
  }

  /** Opens a tab of the admin's part and waits for its form. */
  async show(tab: string, form: string): Promise<void> {
    await this.admin.bringToFront();
    await this.admin.keyboard.press("Alt+j");
    await this.admin.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
    await this.admin.getByRole("form", { name: form }).waitFor();
  }

  /** Saves what is on the screen and waits until the server has it. */
  async save(note: string): Promise<void> {
    await this.admin.getByLabel("Why it is changed").fill(note);
    await this.admin.getByRole("button", { name: "Save and make live" }).click();
    await this.admin.getByText("Saved.", { exact: true }).waitFor();
  }

  /** Takes back by the history of the open form. */
  async revert(to: string): Promise<void> {
    await this.admin.getByRole("button", { name: "History", exact: true }).click();
    await this.admin.getByRole("button", { name: `Revert to ${to}`, exact: true }).click();
  }

  /** Somebody else saves by the API. */
  async put(path: string, version: number, body: object): Promise<void> {
    const answer = await fetch(`${this.heed.stage.urls.site}/api/${path}`, {
      method: "PUT",
      headers: {
        authorization: `Bearer ${this.#token}`,
        "content-type": "application/json",
        "if-match": `${version}`,
      },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  }

  /** A new shopper with a full cart in Finnish, who has sent a signal. */
  async shopper(kind: "cart-hesitation" | "page-view" = "page-view"): Promise<Client> {
    const shopper = await this.heed.shopper();
    await shopper.ask("signals", {
      page: `admin-${String(++this.#pages).padStart(4, "0")}`,
      n: 1,
      view: { kind: "cart", path: "/fi/cart", language: "fi", device: "desktop" },
      cart: { value: 120, currency: "EUR", items: 2 },
      signals: [{ kind, at: 40_000 }],
    });
    return shopper;
  }

  /** How the decision about a new shopper's hesitation ends. */
  async outcome(): Promise<string> {
    const shopper = await this.shopper("cart-hesitation");
    const welcome = await shopper.hear("welcome");
    const visitor = "credential" in welcome ? welcome.credential.visitor : "";
    if (shopper.heard.some(({ event }) => event === "invitation")) {
      // The slot is free for the next one.
      const { id } = await shopper.hear("invitation");
      await shopper.ask("invitation:dismiss", { invitation: id });
    }
    shopper.close();
    const answer = await fetch(`${this.heed.stage.urls.site}/api/visits/${visitor}/decisions`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    const { decisions } = (await answer.json()) as { decisions: readonly { end: string }[] };
    return decisions.some(({ end }) => end === "invited") ? "invited" : (decisions[0]?.end ?? "");
  }

  /** A chat in Finnish, which of those online Aino alone speaks; she has accepted it. */
  async chat(): Promise<Client> {
    const shopper = await this.shopper();
    await shopper.ask("chat:open", { language: "fi" });
    await this.aino.bringToFront();
    await this.aino.getByRole("article").waitFor();
    await this.aino.keyboard.press("Alt+a");
    await this.aino.locator("#message:focus").waitFor();
    return shopper;
  }

  /** Aino closes her chat and puts it away. */
  async closeChat(): Promise<void> {
    await this.aino.keyboard.press("Alt+w");
    await this.aino.getByRole("dialog", { name: "Close chat" }).waitFor();
    await this.aino.keyboard.press("Enter");
    await this.aino.getByRole("dialog").waitFor({ state: "detached" });
    await this.aino.getByText("This conversation is closed.").waitFor();
    await this.aino.keyboard.press("Alt+w");
    await this.aino.getByText("All quiet").waitFor();
  }
}
