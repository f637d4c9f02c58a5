/**
 * `npm run load [-- --shoppers 60 --seconds 30 --agents 4]`: shoppers come to a stage that is started for it in memory, hesitate, ask, write, and leave; agents answer. Prints what was done and how long
 * it took, and ends with code 1 when a request failed. Bounded in people and time, and never sent to any other machine.
 */
import { commandLine, whole } from "../command-line.ts";
import { type Client, startHeed } from "../stage/heed.ts";
import synthesize from "../stage/synthesize.ts";
import { agentAtWork } from "./agent.ts";
import { Figures } from "./figures.ts";
import { shopperVisits } from "./shopper.ts";

const { values: asked } = commandLine({
  call: "npm run load --",
  options: {
    shoppers: whole("shoppers at a time", { from: 1, to: 500, initial: 60 }),
    seconds: whole("how long they come", { from: 1, to: 600, initial: 30 }),
    agents: whole("agents at work", { from: 1, to: 5, initial: 4 }),
  },
});

const NAMES = ["aino", "tanel", "olga", "sam", "maria"] as const;
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
await synthesize();
const heed = await startHeed({ log: () => {} });
const figures = new Figures();
const end = Date.now() + asked.seconds * 1000;
try {
  const agents: Client[] = [];
  for (const name of NAMES.slice(0, asked.agents)) {
    const agent = await heed.agent(name);
    agents.push(agent);
    agentAtWork(agent, figures);
  }
  console.log(`${asked.shoppers} shoppers, ${agents.length} agents, ${asked.seconds} s`);
  const progress = setInterval(() => console.log(figures.line()), 5000);
  const shoppers = Array.from({ length: asked.shoppers }, async (_, i) => {
    await new Promise((resolve) => setTimeout(resolve, (i * 1000) / asked.shoppers));
    while (Date.now() < end) await shopperVisits(() => heed.shopper(), figures, end);
  });
  await Promise.all(shoppers);
  clearInterval(progress);
} finally {
  await heed.close();
}
console.log(figures.table());
process.exit(figures.failed > 0 ? 1 : 0);
