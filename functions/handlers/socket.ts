import { report } from "../adapters/log.ts";
import { compose } from "./compose.ts";
import { wire } from "./wire.ts";

const { deps, connections } = compose(process.env);
const io = wire(deps, connections, (error, place) => report("socket", error, { ref: place.ref }));

/** Lambda of `$default` and `$disconnect`. */
export const handler = io.handle;
