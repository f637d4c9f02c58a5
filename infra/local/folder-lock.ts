import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A data folder that another running stage uses. */
export class FolderBusy extends Error {
  override readonly name = "FolderBusy";

  constructor(file: string, pid: number) {
    super(
      `Another stage (process ${pid}) uses this data, as ${file} says; stop that one first, or delete the file if it is no stage.`,
    );
  }
}

/** A folder in which nothing can be written. */
export class FolderUnusable extends Error {
  override readonly name = "FolderUnusable";

  constructor(folder: string, code: unknown) {
    super(`Nothing can be written in ${folder} (${code}); name another one in HEED_HOME.`);
  }
}

/** Who holds a folder: process ids come again, so the process's start tells it from a later one of the same number. */
interface Holder {
  readonly pid: number;
  /** As the system counts it; absent where it doesn't tell. */
  readonly started?: string;
}

const FILE = "stage.pid";

/**
 * Takes a data folder for this process. What a killed process left behind is taken over.
 *
 * @returns gives the folder back
 * @throws FolderBusy
 * @throws FolderUnusable
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, FILE);
  const release = () => rm(path, { force: true });
  try {
    await mkdir(folder, { recursive: true });
    if (!(await take(path))) {
      const holder = await read(path);
      if (holder && (await isAtWork(holder))) throw new FolderBusy(path, holder.pid);
      await release();
      await take(path);
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new FolderUnusable(folder, error.code);
  }
  return release;
}

/** Writes this process's name, unless some name stands there. */
async function take(path: string): Promise<boolean> {
  const started = await startOf(process.pid);
  const holder: Holder = { pid: process.pid, ...(started !== undefined && { started }) };
  try {
    await writeFile(path, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function read(path: string): Promise<Holder | undefined> {
  try {
    const { pid, started } = JSON.parse(await readFile(path, "utf8")) as Partial<Holder>;
    if (pid === undefined || !Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, ...(started !== undefined && { started }) };
  } catch {
    return undefined;
  }
}

async function isAtWork({ pid, started }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const now = await startOf(pid);
  return now === undefined || started === now;
}

/** When a process began, in the kernel's ticks since its own start: the 22nd field of Linux's `/proc/<pid>/stat` (proc_pid_stat(5)). */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
    ]);
    // The second field is the command in brackets, which may hold blanks and brackets itself.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return `${ticks} ${boot.trim()}`;
  } catch {
    return undefined;
  }
}
