import type { Plugin } from "esbuild";

/** Packages whose modules only define things, so what isn't imported from them can go; relative imports are theirs too. */
const IMPORTED =
  /^(?:(?:socket|engine)\.io-(?:client|parser)|@socket\.io\/component-emitter)$|^\.{1,2}\//;
const WITHIN =
  /[\\/]node_modules[\\/](?:(?:socket|engine)\.io-(?:client|parser)|@socket\.io[\\/]component-emitter)[\\/]/;

const RESOLVED = Symbol("resolved by cutTransports");

/**
 * An esbuild plugin for browser bundles that bring their own transport class.
 * engine.io-client refers to all of its transports from a table, also when none of them is used: this empties the table, and
 * marks the client's modules as free of side effects. `transports` must then hold classes; names find nothing.
 */
export function cutTransports(): Plugin {
  return {
    name: "cut-transports",
    setup(build) {
      build.onLoad({ filter: /engine\.io-client.build.esm.transports.index\.js$/ }, () => ({
        contents: "export const transports = {};",
        loader: "js",
      }));
      build.onResolve({ filter: IMPORTED }, async ({ path, pluginData, ...rest }) => {
        if (pluginData === RESOLVED) return undefined;
        if (path.startsWith(".") && !WITHIN.test(rest.importer)) return undefined;
        const { importer, namespace, resolveDir, kind } = rest;
        const options = { importer, namespace, resolveDir, kind, pluginData: RESOLVED };
        return { ...(await build.resolve(path, options)), sideEffects: false };
      });
    },
  };
}
