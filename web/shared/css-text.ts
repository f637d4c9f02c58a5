import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** For esbuild: a style sheet imported `with { type: "text" }` is its text, minified, for whoever adopts it in a shadow tree. */
export function cssText(): Plugin {
  return {
    name: "css-text",
    setup({ onLoad, esbuild }) {
      onLoad({ filter: /\.css$/ }, async ({ path, with: attributes }) => {
        if (attributes.type !== "text") return undefined;
        const source = await readFile(path, "utf8");
        const { code } = await esbuild.transform(source, { loader: "css", minify: true });
        return { contents: code.trim(), loader: "text" };
      });
    },
  };
}
