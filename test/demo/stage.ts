import { type Shop, startShop } from "../../web/shop/server.ts";
import { type HeedStage, secretNamed, startHeed } from "../stage/heed.ts";

/** A stage in memory with the demo shop in front of it. */
export interface DemoStage {
  readonly heed: HeedStage;
  readonly shop: Shop;
  close(): Promise<void>;
}

/**
 * Starts both on free ports.
 * @param attributes of the script tag, such as a shorter dwell time than a real shop would want
 */
export async function startDemo(attributes: Readonly<Record<string, string>>): Promise<DemoStage> {
  // The shop needs the stage's addresses and the stage the shop's origin, so the port is found first.
  const port = await freePort();
  const origins = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const heed = await startHeed({
    shops: origins,
    environment: { HEED_ORIGINS: (value) => [value, ...origins].join(",") },
  });
  const { outputs } = heed.stage;
  const extra = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  const shop = await startShop({
    port,
    apiUrl: outputs.ApiUrl ?? "",
    scriptTag: (outputs.ScriptTag ?? "").replace("></script>", `${extra.join("")}></script>`),
    shopSecret: secretNamed(heed.stage, "Shop"),
    filesOrigin: outputs.FilesOrigin ?? "",
  });
  return {
    heed,
    shop,
    close: async () => {
      await shop.close();
      await heed.close();
    },
  };
}

async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
