import { readAssembly } from "../../../infra/local/assembly.ts";
import { startStage } from "../../../infra/local/run.ts";
import { startWatch } from "./watch.ts";

/** What the stage's process tells once it is up. */
export interface StageFacts {
  readonly socket: string;
  readonly dynamo: string;
  /** Endpoint of `@connections`. */
  readonly posts: string;
  readonly table: string;
  readonly signingSecret: string;
}

/** The local stage in a process of its own, as `npm start` has it; its one argument is the synthesized folder. */
const [folder = ""] = process.argv.slice(2);
const watch = startWatch();
const stage = await startStage({ ...(await readAssembly(folder, "Heed-dev")) });
const secret = Object.entries(stage.secrets).find(([id]) => id.includes("Signing"))?.[1] ?? "";
const facts: StageFacts = {
  socket: stage.urls.socket ?? "",
  dynamo: stage.endpoint("dynamodb"),
  posts: stage.endpoint("apigatewaymanagementapi"),
  table: stage.outputs.TableName ?? "",
  signingSecret: secret,
};
process.on("message", (asked: "clear" | "report" | "cpu") => {
  if (asked === "clear") watch.clear(stage.stats.functions);
  else if (asked === "cpu") process.send?.(process.cpuUsage());
  else process.send?.(watch.report(stage.stats.functions));
});
process.on("disconnect", () => process.exit());
process.send?.(facts);
