/**
 * `npm run load [-- --shoppers 60 --seconds 30 --agents 4]`: shoppers come to a stage that is started for it in memory, hesitate, ask, write, and leave; agents answer. Prints what was done and how long
 * it took, and ends with code 1 when a request failed. Bounded in people and time, and never sent to any other machine.
 */
import { parseArgs } from "node:util";
import { type Client, startHeed } from "../stage/heed.ts";
import synthesize from "../stage/synthesize.ts";
import { agentAtWork } from "./agent.ts";
import { Figures } from "./figures.ts";
import { shopperVisits } from "./shopper.ts";

const MOST = { shoppers: 500, seconds: 600, agents: 5 } as const;

function read(): Record<keyof typeof MOST, number> {
  const { values } = parseArgs({
    options: {
      shoppers: { type: "string", default: "60" },
      seconds: { type: "string", default: "30" },
      agents: { type: "string", default: "4" },
    },
  });
  const number = (name: keyof typeof MOST) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= 1 && value <= MOST[name]) return value;
    console.error(`load: --${name} is a whole number from 1 to ${MOST[name]}`);
    process.exit(2);
  };
  return { shoppers: number("shoppers"), seconds: number("seconds"), agents: number("agents") };
}

const NAMES = ["aino", "tanel", "olga", "sam", "maria"] as const;
const asked = read();
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
