import type { Sim } from "../sim/sim.ts";
import type { Gateway } from "../world/gateway.ts";
import { Browser } from "./browser.ts";
import { ShopperPage } from "./shopper-page.ts";

/** A shopper with one or two pages open, in one browser or two, who hesitates, chats, wanders off and comes back. */
export class Shopper {
  readonly visitor: string;
  readonly #sim: Sim;
  readonly #gateway: Gateway;
  readonly #language: string;
  readonly #pages: { page: ShopperPage; readonly browser: Browser }[] = [];
  #loads = 0;

  constructor(sim: Sim, gateway: Gateway, visitor: string, language: string) {
    this.#sim = sim;
    this.#gateway = gateway;
    this.visitor = visitor;
    this.#language = language;
    const { random } = sim;
    const browser = new Browser(sim, visitor);
    this.#arrive(browser, 0, 10_000);
    if (!random.chance(0.5)) return;
    sim.faults.count("second device");
    this.#arrive(random.chance(0.6) ? browser : new Browser(sim, visitor), 1000, 60_000);
  }

  /** Pages that are there. */
  get pages(): readonly ShopperPage[] {
    return this.#pages.map(({ page }) => page).filter(({ device }) => device.state !== "gone");
  }

  /** One thing that she may do now. */
  act(): void {
    const { random, faults } = this.#sim;
    const awake = this.#pages.filter(({ page }) => page.device.state === "awake");
    if (awake.length === 0) return;
    const chosen = random.pick(awake);
    const { page } = chosen;
    if (faults.strikes("client asleep")) this.#nap(page);
    else if (faults.strikes("page reloaded")) this.#reload(chosen);
    else if (faults.strikes("page gone for good")) this.#leave(page);
    else page.device.run(() => this.#use(page));
  }

  #use(page: ShopperPage): void {
    const { random } = this.#sim;
    const { room } = page;
    if (!room) {
      if (page.invitation) {
        if (random.chance(0.75)) page.accept();
        else if (random.chance(0.5)) page.dismiss();
      } else if (random.chance(0.3)) page.ask();
      else page.hesitate(this.#language);
      return;
    }
    if (!room.open) {
      room.tidy();
      if (random.chance(0.4)) page.putAway();
      return;
    }
    const offer = [...room.client.state.offers.values()].find(({ status }) => status === "open");
    if (offer && random.chance(0.6))
      page.answer(offer.code, random.chance(0.5) ? "accept" : "decline");
    else if (random.chance(0.07)) void room.client.close();
    else {
      room.tidy();
      for (let i = random.whole(1, 3); i > 0; i--) room.write();
    }
  }

  #arrive(browser: Browser, from: number, to: number): void {
    this.#sim.soon(from, to, () => this.#pages.push({ page: this.#load(browser), browser }));
  }

  #load(browser: Browser): ShopperPage {
    const page = new ShopperPage(
      this.#sim,
      this.#gateway,
      browser,
      `${this.visitor}/${++this.#loads}`,
    );
    browser.add(page);
    return page;
  }

  #nap(page: ShopperPage): void {
    page.device.sleep();
    this.#sim.soon(2000, 90_000, () => wake(page));
  }

  #reload(place: { page: ShopperPage; readonly browser: Browser }): void {
    this.#leave(place.page);
    this.#sim.soon(100, 3000, () => {
      place.page = this.#load(place.browser);
    });
  }

  #leave(page: ShopperPage): void {
    page.device.end();
    for (const line of this.#gateway.lines)
      if (line.device === page.device) this.#gateway.cut(line);
  }
}

/** The page is seen again: the product asks for a sign of life and for what it missed. */
export function wake(page: Pick<ShopperPage, "device" | "link" | "room">): void {
  page.device.wake();
  page.device.run(() => {
    page.link.check();
    void page.room?.client.sync();
  });
}
