import { parseArgs } from "node:util";
import { ENGINE_PATH, SOCKET_PATH, startConformance } from "./conformance-server.ts";

/**
 * `npm run conformance [-- --allow-binary] [-- --port 3000]`: the servers that the public protocol suites are run against,
 * on a free port unless one is given. Stays up until it is stopped.
 */
const { values } = parseArgs({
  options: {
    "allow-binary": { type: "boolean", default: false },
    port: { type: "string", default: "0" },
  },
});

const allowBinary = values["allow-binary"];
const server = await startConformance({ allowBinary, port: Number(values.port) });
const origin = `http://127.0.0.1:${server.port}`;

console.log(`Conformance servers on ${origin}${allowBinary ? ", binary frames allowed" : ""}
  Engine.IO protocol 4 suite:  ${origin}${ENGINE_PATH}   ws://127.0.0.1:${server.port}${ENGINE_PATH}
  Socket.IO protocol 5 suite:  ${origin}${SOCKET_PATH}   ws://127.0.0.1:${server.port}${SOCKET_PATH}
Both suites take ${origin} as their URL. Stop with Ctrl+C.`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await server.close();
    process.exit(0);
  });
}
