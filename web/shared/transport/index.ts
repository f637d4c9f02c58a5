export { heedTransport, TRANSPORT_NAME, type TransportOptions } from "./heed-transport.ts";
