import { existsSync } from "node:fs";
import { join } from "node:path";
import { TemplateError } from "../template-error.ts";

/**
 * Finds the module that a handler setting names inside a function's code.
 *
 * @param folder the unpacked code
 * @param handler `file.export`, as in the template
 * @throws TemplateError when there is no such file
 */
export function handlerModule(folder: string, handler: string): string {
  const file = handler.slice(0, handler.lastIndexOf("."));
  const found = ["mjs", "js", "cjs"]
    .map((extension) => join(folder, `${file}.${extension}`))
    .find((path) => existsSync(path));
  if (found) return found;
  throw new TemplateError(`No module for the handler "${handler}" in ${folder}.`);
}
