import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isRecord, TemplateError } from "./template-error.ts";

/** A synthesized stack: its template and where its assets are. */
export interface Assembly {
  readonly stack: string;
  /** The template as parsed JSON. */
  readonly template: unknown;
  /** Folder of an asset, by the key under which it would be uploaded. */
  readonly folderOf: (assetKey: string) => string;
}

/**
 * Reads one stack of a folder that `cdk synth` has written.
 *
 * @param folder such as `cdk.out`
 * @param stack such as `Heed-dev`
 * @throws TemplateError when the folder doesn't hold the stack
 */
export async function readAssembly(folder: string, stack: string): Promise<Assembly> {
  const read = async (name: string): Promise<unknown> => {
    const path = join(folder, name);
    try {
      return JSON.parse(await readFile(path, "utf8"));
    } catch (error) {
      throw new TemplateError(`Can't read ${path}: ${(error as Error).message}.`);
    }
  };
  const [template, manifest] = await Promise.all([
    read(`${stack}.template.json`),
    read(`${stack}.assets.json`),
  ]);
  const folders = new Map<string, string>();
  const files = isRecord(manifest) && isRecord(manifest.files) ? manifest.files : {};
  for (const file of Object.values(files)) {
    if (!isRecord(file) || !isRecord(file.source) || !isRecord(file.destinations)) continue;
    for (const destination of Object.values(file.destinations)) {
      if (!isRecord(destination)) continue;
      folders.set(String(destination.objectKey), join(folder, String(file.source.path)));
    }
  }
  const folderOf = (key: string): string => {
    const found = folders.get(key);
    if (!found) throw new TemplateError(`${stack} has no asset ${key}.`);
    return found;
  };
  return { stack, template, folderOf };
}
