import { weigh } from "../budgets/sizes.ts";

const KB = 1024;

/** What others load, in KB, as they say or as was measured of them; gzip. */
const PEERS = [
  ["Crisp", "130", "by its own account"],
  ["Papercups", "128", "measured"],
  ["Rocket.Chat livechat", "68–300", "8 + 60, and up to 300 with its chunks"],
  ["Intercom", "300–500", "as published by others"],
] as const;

export const options = {};

/** `npm run bench -- size`: what a page downloads, beside what others have it download. */
export async function run(): Promise<{ readonly table: string; readonly json: object }> {
  const { functions, loaderGzip, chatGzip, localeMaxGzip, consoleGzip, chatParts } = await weigh();
  const row = (name: string, bytes: number, most: number) =>
    `${name.padEnd(34)}${(bytes / KB).toFixed(1).padStart(8)} KB   at most ${most}`;
  const table = [
    "gzip",
    row("loader, on every page", loaderGzip, 5),
    row("socket + chat, when it matters", chatGzip, 30),
    row("largest language", localeMaxGzip, 3),
    row("agents' console", consoleGzip, 120),
    "",
    "minified",
    ...Object.entries(functions).map(([name, bytes]) => row(`function ${name}`, bytes, 600)),
    "",
    "largest parts of the chat, minified",
    ...chatParts
      .slice(0, 8)
      .map(([part, bytes]) => `${part.padEnd(34)}${(bytes / KB).toFixed(1).padStart(8)} KB`),
    "",
    "others, for loader and chat together, gzip",
    ...PEERS.map(([name, size, source]) => `${name.padEnd(34)}${size.padStart(8)} KB   ${source}`),
  ].join("\n");
  return { table, json: { loaderGzip, chatGzip, localeMaxGzip, consoleGzip } };
}
