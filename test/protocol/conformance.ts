import { commandLine, flag, refuse, whole } from "../command-line.ts";
import { ENGINE_PATH, SOCKET_PATH, startConformance } from "./conformance-server.ts";

/**
 * `npm run conformance [-- --allow-binary] [-- --port 3000]`: the servers that the public protocol suites are run against,
 * on a free port unless one is given. Stays up until it is stopped.
 */
const { values } = commandLine({
  call: "npm run conformance --",
  options: {
    "allow-binary": flag("let binary frames through, as API Gateway does not"),
    port: whole("where to listen; 0 finds a free one", { from: 0, to: 65_535, initial: 0 }),
  },
});

const { "allow-binary": allowBinary, port } = values;
const server = await startConformance({ allowBinary, port }).catch((error: Error) => {
  if ("code" in error && error.code === "EADDRINUSE") {
    refuse(`Port ${port} is taken; choose another with --port.`);
  }
  throw error;
});
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
