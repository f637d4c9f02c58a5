import {
  FILE_HEAD_BYTES,
  type FileType,
  fileTypeOf,
  MAX_FILE_BYTES,
} from "../../functions/contract/file.ts";
import type { ConversationClient } from "./conversation-client.ts";
import { putFile } from "./put-file.ts";

/** Why a file is not on its way: too large, not of an allowed type, too many at once, or it did not get through. */
export type UploadProblem = "size" | "type" | "busy" | "failed";

/** A chosen file until it is a message. */
export interface UploadEntry {
  readonly id: number;
  readonly name: string;
  /** How much of it has left, 0…1. */
  readonly share: number;
  readonly problem?: UploadProblem;
}

type Client = Pick<ConversationClient, "id" | "link" | "send">;

interface Job {
  readonly file: File;
  readonly stop: AbortController;
}

/** Files on their way into one conversation, one after the other in the order in which they were chosen. What can't be sent is found before anything leaves. */
export class Uploads {
  /** Called after every change of `entries`. */
  changed: () => void = () => {};
  readonly #client: Client;
  readonly #put: typeof putFile;
  readonly #jobs = new Map<number, Job>();
  #entries: readonly UploadEntry[] = [];
  #last = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(client: Client, put = putFile) {
    this.#client = client;
    this.#put = put;
  }

  get entries(): readonly UploadEntry[] {
    return this.#entries;
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      this.#last += 1;
      this.#jobs.set(this.#last, { file, stop: new AbortController() });
      this.#entries = [...this.#entries, { id: this.#last, name: file.name, share: 0 }];
      this.#run(this.#last);
    }
    this.changed();
  }

  /** Tries one again that did not get through. */
  retry(id: number): void {
    const job = this.#jobs.get(id);
    const entry = this.#entries.find((each) => each.id === id);
    if (!job || !entry?.problem) return;
    this.#jobs.set(id, { file: job.file, stop: new AbortController() });
    this.#set(id, { id, name: entry.name, share: 0 });
    this.#run(id);
  }

  /** Cancels one, or puts away what was said of it. */
  drop(id: number): void {
    this.#jobs.get(id)?.stop.abort();
    this.#jobs.delete(id);
    this.#entries = this.#entries.filter((each) => each.id !== id);
    this.changed();
  }

  #run(id: number): void {
    this.#queue = this.#queue.then(async () => {
      const job = this.#jobs.get(id);
      if (!job) return;
      const problem = await this.#send(id, job);
      if (this.#jobs.get(id) !== job) return;
      const entry = this.#entries.find((each) => each.id === id);
      if (problem && entry) this.#set(id, { ...entry, share: 0, problem });
      else this.drop(id);
    });
  }

  async #send(id: number, { file, stop }: Job): Promise<UploadProblem | undefined> {
    const type = await inspect(file);
    if (type === "size" || type === "type") return type;
    const { id: conversation, link } = this.#client;
    const name = file.name.slice(-255) || "file";
    const begun = await link.request("file:start", { conversation, name, type, bytes: file.size });
    if (!begun.ok) return begun.code === "slow_down" ? "busy" : "failed";
    const share = (now: number) => {
      const entry = this.#entries.find((each) => each.id === id);
      if (entry) this.#set(id, { ...entry, share: now });
    };
    const put = await this.#put(begun.upload, file, share, stop.signal);
    if (put === "failed") return "failed";
    const { file: card } = begun;
    if (put !== "cancelled" && this.#jobs.has(id)) this.#client.send(card.name, undefined, card);
    return undefined;
  }

  #set(id: number, entry: UploadEntry): void {
    this.#entries = this.#entries.map((each) => (each.id === id ? entry : each));
    this.changed();
  }
}

/** What a file is by its own beginning, whatever it is called: phones and chats often give a picture another type's name. */
async function inspect(file: Blob): Promise<FileType | "size" | "type"> {
  if (file.size > MAX_FILE_BYTES) return "size";
  const head = await file
    .slice(0, FILE_HEAD_BYTES)
    .arrayBuffer()
    .catch(() => undefined);
  return (head && fileTypeOf(new Uint8Array(head))) ?? "type";
}
