import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTranslator } from "../../functions/adapters/translator.ts";
import { translate } from "../../functions/use-cases/translate.ts";
import { World } from "../use-cases/world.ts";

let server: Server;
let answer: readonly [status: number, body: object] | "silence" = [200, {}];
const asked: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
const reports: string[] = [];
const AINO = { connection: "c", owner: { role: "agent", id: "aino" } } as const;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    asked.push({ headers: request.headers, body });
    if (answer !== "silence") response.writeHead(answer[0]).end(JSON.stringify(answer[1]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const translator = () =>
  createTranslator(
    {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: "eu-north-1",
      credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
      patienceMs: 200,
    },
    (what) => reports.push(what),
  );

test("[LNG20] a text is translated by Amazon Translate, signed, in its own protocol", async () => {
  answer = [200, { TranslatedText: "Where is my parcel?", SourceLanguageCode: "fi" }];
  const deps = { ...new World().deps, translator: translator() };
  const result = await translate(deps, AINO, { text: "Missä pakettini on?", to: "en" });
  expect(result).toEqual({ ok: true, text: "Where is my parcel?" });
  expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
    Text: "Missä pakettini on?",
    SourceLanguageCode: "auto",
    TargetLanguageCode: "en",
  });
  expect(asked[0]?.headers).toMatchObject({
    "x-amz-target": "AWSShineFrontendService_20170701.TranslateText",
    authorization: expect.stringContaining("/eu-north-1/translate/aws4_request"),
  });
});

test.each([
  ["a refusal", [400, { __type: "UnsupportedLanguagePairException" }]],
  ["silence", "silence"],
] as const)("[LNG21] %s is said, never guessed", async (_, given) => {
  answer = given;
  const deps = { ...new World().deps, translator: translator() };
  expect(await translate(deps, AINO, { text: "Tere", to: "xx" })).toMatchObject({
    code: "unavailable",
  });
  expect(reports.at(-1)).toBe("not translated");
});

test("[LNG21] a stage without a translator says so", async () => {
  expect(await translate(new World().deps, AINO, { text: "Tere", to: "en" })).toMatchObject({
    code: "unavailable",
  });
});
