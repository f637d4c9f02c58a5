/** The package keeps its types from importers of its ES module. */
declare module "socket.io-client-4-0" {
  export const io: unknown;
}
