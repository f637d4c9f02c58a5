import { createFiles } from "../../functions/adapters/files.ts";
import type { Upload } from "../../functions/contract/file.ts";
import { BucketServer } from "../../infra/local/files/bucket-server.ts";
import { memoryObjects, type Objects } from "../../infra/local/files/objects.ts";
import type { FileBucketSpec } from "../../infra/local/files/spec.ts";

export const SHOP = "https://shop.example";
const REGION = "eu-north-1";

/** The local S3 bucket, the service's own client of it, and what a browser does with both. */
export async function startBucket(
  options: { readonly objects?: Objects; readonly spec?: Partial<FileBucketSpec> } = {},
) {
  const world = { now: 1_800_000_000_000 };
  const clock = () => world.now;
  const objects = options.objects ?? memoryObjects();
  const spec: FileBucketSpec = {
    name: "files",
    cors: [
      { origins: [SHOP], methods: ["PUT"], headers: ["content-type", "if-none-match"], maxAge: 60 },
    ],
    keptMs: undefined,
    ...options.spec,
  };
  const server = new BucketServer({ spec, objects, region: REGION, clock });
  const origin = await server.listen(0);
  const access = (secretAccessKey = "local", sessionToken?: string) => ({
    endpoint: origin,
    region: REGION,
    credentials: { accessKeyId: "local", secretAccessKey, sessionToken },
  });
  return {
    world,
    origin,
    objects,
    files: createFiles(access(), clock),
    /** Whose secret is another. */
    stranger: createFiles(access("guessed"), clock),
    /** With a session token, as functions have one. */
    session: createFiles(access("local", "token/with+signs="), clock),
    put: ({ url, headers }: Upload, body: Uint8Array): Promise<Response> =>
      fetch(url, { method: "PUT", headers, body: Buffer.from(body) }),
    close: () => server.close(),
  };
}

export type TestBucket = Awaited<ReturnType<typeof startBucket>>;

/** S3's own name of a refusal. */
export async function codeOf(answer: Response): Promise<string | undefined> {
  return /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1];
}
