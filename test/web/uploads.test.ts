import { expect, test, vi } from "vitest";
import type { FileCard } from "../../functions/contract/file.ts";
import { failure } from "../../functions/contract/result.ts";
import type { Put } from "../../web/shared/put-file.ts";
import { Uploads } from "../../web/shared/uploads.ts";
import { GIF, PNG } from "../files/samples.ts";

const png = (name: string) => new File([Buffer.from(PNG)], name);

/** A conversation that takes every file, and a bucket that answers as a test says. */
function setUp(answers: Put[] = []) {
  const said: FileCard[] = [];
  const asked: string[] = [];
  const gates: ((put: Put) => void)[] = [];
  const client = {
    id: "conversation1",
    link: {
      request: async (_: string, { name, type, bytes }: FileCard) => {
        asked.push(name);
        if (name === "refused.png") return failure("forbidden", "no");
        return {
          ok: true,
          file: { id: name, name, type, bytes },
          upload: { url: "", headers: {} },
        };
      },
    },
    send: (_: string, __: undefined, file: FileCard) => {
      said.push(file);
      return undefined;
    },
  } as unknown as ConstructorParameters<typeof Uploads>[0];
  const uploads = new Uploads(client, (_upload, _file, progress, signal) => {
    progress(0.5);
    const answer = answers.shift();
    if (answer) return Promise.resolve(answer);
    return new Promise((resolve) => {
      gates.push(resolve);
      signal.addEventListener("abort", () => resolve("cancelled"));
    });
  });
  return { uploads, said, asked, gates, names: () => said.map(({ name }) => name) };
}

test("[FIL20] files go one after the other, in the order in which they were chosen", async () => {
  const { uploads, asked, gates, names } = setUp();
  uploads.add([png("a.png"), png("b.png")]);
  await vi.waitFor(() => expect(uploads.entries).toMatchObject([{ share: 0.5 }, { share: 0 }]));
  expect(asked).toEqual(["a.png"]);
  gates[0]?.("done");
  await vi.waitFor(() => expect(gates).toHaveLength(2));
  expect(asked).toEqual(["a.png", "b.png"]);
  gates[1]?.("done");
  await vi.waitFor(() => expect(uploads.entries).toEqual([]));
  expect(names()).toEqual(["a.png", "b.png"]);
});

test("[FIL22] one that lay there already is sent; a failed, a refused and a cancelled one are not, and hold nothing up", async () => {
  const { uploads, names, gates } = setUp(["there", "failed"]);
  uploads.add([png("there.png"), png("failed.png"), png("refused.png"), png("cancelled.png")]);
  await vi.waitFor(() => expect(gates).toHaveLength(1));
  uploads.add([new File([Buffer.from(GIF)], "last.gif")]);
  const held = uploads.entries.find(({ name }) => name === "cancelled.png");
  uploads.drop(held?.id ?? 0);
  await vi.waitFor(() => expect(gates).toHaveLength(2));
  gates[1]?.("done");
  await vi.waitFor(() => expect(names()).toEqual(["there.png", "last.gif"]));
  await vi.waitFor(() =>
    expect(uploads.entries).toMatchObject([
      { name: "failed.png", problem: "failed" },
      { name: "refused.png", problem: "failed" },
    ]),
  );
});

test("[FIL22] a failed one that is tried again is sent once", async () => {
  const { uploads, names } = setUp(["failed", "done"]);
  uploads.add([png("a.png")]);
  await vi.waitFor(() => expect(uploads.entries).toMatchObject([{ problem: "failed" }]));
  const [entry] = uploads.entries;
  uploads.retry(entry?.id ?? 0);
  uploads.retry(entry?.id ?? 0);
  await vi.waitFor(() => expect(uploads.entries).toEqual([]));
  expect(names()).toEqual(["a.png"]);
});
