import type { Plugin } from "esbuild";

/** What stands in for a package: source text of a module. */
type Cut = readonly [pattern: RegExp, stub: string];

const cuts: readonly Cut[] = [
  // socket.io-parser logs each packet through `debug` when it runs on Node; nobody reads that here, and every start would load it.
  [/^debug$/, "module.exports = () => Object.assign(() => {}, { enabled: false });"],
  // Ways to credentials that a function doesn't go: Lambda puts its own into the environment. They bring along four more clients.
  [
    /^@aws-sdk\/credential-provider-(ini|process|sso|web-identity)$/,
    `const none = () => async () => {
       const error = new Error("A function has its credentials in its environment.");
       throw Object.assign(error, { tryNextLink: true });
     };
     export { none as fromIni, none as fromProcess, none as fromSSO, none as fromTokenFile };`,
  ],
];

/** An esbuild plugin that leaves packages out of the functions' bundles which would never run there. */
export function cutPackages(): Plugin {
  return {
    name: "heed-cut-packages",
    setup(build) {
      for (const [filter, contents] of cuts) {
        const namespace = `heed-cut-${filter.source}`;
        build.onResolve({ filter }, ({ path }) => ({ path, namespace }));
        build.onLoad({ filter: /.*/, namespace }, () => ({ contents }));
      }
    },
  };
}
