/** `npm run bench -- <name> [--json] [options]`: runs one benchmark; with --json the last line is one JSON object. */
interface Bench {
  run(args: readonly string[]): Promise<{ readonly table: string; readonly json: object }>;
}

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  language: () => import("./language.ts"),
  triggers: () => import("./triggers.ts"),
  delivery: () => import("./delivery.ts"),
  routing: () => import("./routing.ts"),
  size: () => import("./size.ts"),
  cost: () => import("./cost.ts"),
};

export {};

// The SDK's notice about Node's age has no place among figures.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const [name = "", ...rest] = process.argv.slice(2);
const load = benches[name];
if (!load) {
  console.error(`bench: name one of ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}
const json = rest.includes("--json");
const { run } = await load();
const result = await run(rest.filter((arg) => arg !== "--json"));
console.log(result.table);
if (json) console.log(JSON.stringify(result.json));
