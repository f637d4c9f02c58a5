import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { AgentProfileView } from "../../../functions/contract/server-events.ts";
import { type ConsoleStage, type OpenOptions, online, openConsoleStage } from "./stage.ts";

/** The stage of this file's tests, from the first of them on. */
export let stage: ConsoleStage;
let page: Page | undefined;

/** One stage for a file's tests: before each of them its back end forgets everything, and the page of the one before is closed. */
export function useConsoleStage(): void {
  beforeAll(async () => {
    stage = await openConsoleStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await page?.context().close();
    page = undefined;
    stage.office.reset();
    stage.http.reset();
  });
}

export interface DeskOptions extends OpenOptions {
  readonly role?: AgentProfileView["role"];
}

/** A page of the console, as soon as it is loaded. */
export async function openPage({ role, ...options }: DeskOptions = {}): Promise<Page> {
  if (role) stage.office.role = role;
  page = await stage.open(options);
  return page;
}

/** A desk whose agent is online. */
export const openDesk = async (options: DeskOptions = {}): Promise<Page> =>
  online(await openPage(options));
