import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A data folder that another running stage uses. */
export class FolderBusy extends Error {
  override readonly name = "FolderBusy";

  constructor(folder: string, pid: number) {
    super(
      `The data in ${folder} is in use by another stage (process ${pid}); stop that one first.`,
    );
  }
}

const FILE = "stage.pid";

/**
 * Takes a data folder for this process. What a killed process left behind is taken over.
 *
 * @returns gives the folder back
 * @throws FolderBusy
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, FILE);
  const release = () => rm(path, { force: true });
  const take = () => writeFile(path, String(process.pid), { flag: "wx" });
  try {
    await take();
  } catch {
    const pid = Number(await readFile(path, "utf8").catch(() => ""));
    if (isAlive(pid)) throw new FolderBusy(folder, pid);
    await release();
    await take();
  }
  return release;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
