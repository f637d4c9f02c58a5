/** `npm run bench -- <name> [--json] [options]`: runs one benchmark; with --json the last line is one JSON object. */
import { commandLine, flag, type Options, refuse, type Values } from "../command-line.ts";

interface Bench {
  readonly options: Options;
  run(values: Values<Options>): Promise<{ readonly table: string; readonly json: object }>;
}

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  language: () => import("./language.ts"),
  triggers: () => import("./triggers.ts"),
  delivery: () => import("./delivery.ts"),
  routing: () => import("./routing.ts"),
  size: () => import("./size.ts"),
  cost: () => import("./cost.ts"),
};

// The SDK's notice about Node's age has no place among figures.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const [name = "", ...rest] = process.argv.slice(2);
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
const names = Object.keys(benches);
if (name === "--help") commandLine({ call: `npm run bench -- <${names.join("|")}>`, options: {} });
if (!load) refuse(`bench: name one of ${names.join(", ")}, as in npm run bench -- ${names[0]}`);
const { options, run } = await load();
const { values } = commandLine(
  {
    call: `npm run bench -- ${name}`,
    options: { ...options, json: flag("a last line with the figures as JSON") },
  },
  rest,
);
const result = await run(values);
console.log(result.table);
if (values.json) console.log(JSON.stringify(result.json));
