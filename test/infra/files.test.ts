import { expect, test } from "vitest";
import { readFileBuckets } from "../../infra/local/files/spec.ts";
import { readTemplate } from "../../infra/local/resolve.ts";
import { TemplateError } from "../../infra/local/template-error.ts";
import { newWorld } from "../../infra/local/world.ts";
import { stages } from "../../infra/stages.ts";
import { ofType, synthesize, type Template } from "./assembly.ts";
import { referenced } from "./references.ts";

const dev = synthesize(stages.dev).template;

function bucketOf(template: Template): readonly [string, Readonly<Record<string, unknown>>] {
  const found = ofType(template, "AWS::S3::Bucket").find(([id]) => id.startsWith("Files"));
  if (!found) throw new Error("The template has no bucket for files.");
  return [found[0], found[1].Properties];
}

test.each(["dev", "prod"] as const)(
  "[FIL18] the bucket of %s is private, encrypted, without versions, and forgets with the conversations",
  (name) => {
    const stage = stages[name];
    const [, properties] = bucketOf(synthesize(stage).template);
    expect(properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      LifecycleConfiguration: {
        Rules: [{ ExpirationInDays: stage.conversationDays, Status: "Enabled" }],
      },
    });
    expect(properties.VersioningConfiguration).toBeUndefined();
  },
);

test("[FIL18] only pages of the stage's shops and of its console may upload", () => {
  const [, { CorsConfiguration }] = bucketOf(dev);
  const { CorsRules } = CorsConfiguration as { CorsRules: { AllowedOrigins: unknown[] }[] };
  expect(CorsRules).toMatchObject([
    { AllowedMethods: ["PUT"], AllowedHeaders: ["content-type", "if-none-match"] },
  ]);
  const [shop, site, ...others] = CorsRules[0]?.AllowedOrigins ?? [];
  expect(shop).toBe(stages.dev.origins[0]);
  expect(others).toEqual([]);
  const [domain] = ofType(dev, "AWS::CloudFront::Distribution").map(([id]) => id);
  expect(referenced(site)).toEqual([domain]);
});

test("[FIL18] plain HTTP is refused", () => {
  const [id] = bucketOf(dev);
  const policy = ofType(dev, "AWS::S3::BucketPolicy").find(([, { Properties }]) =>
    referenced(Properties.Bucket).includes(id),
  );
  expect(policy?.[1].Properties.PolicyDocument).toMatchObject({
    Statement: expect.arrayContaining([
      expect.objectContaining({
        Effect: "Deny",
        Action: "s3:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    ]),
  });
});

test.each([
  ["versions", { VersioningConfiguration: { Status: "Enabled" } }, "VersioningConfiguration"],
  ["a website", { WebsiteConfiguration: { IndexDocument: "a" } }, "WebsiteConfiguration"],
  ["public access", { PublicAccessBlockConfiguration: {} }, "private"],
  ["another rule", { LifecycleConfiguration: { Rules: [{ Prefix: "a" }] } }, "expiry"],
] as const)("[FIL18] a local stage does not run a bucket with %s", (_, change, word) => {
  const [id, properties] = bucketOf(dev);
  const read = (more: object) =>
    readFileBuckets(
      readTemplate(
        {
          Resources: { [id]: { Type: "AWS::S3::Bucket", Properties: { ...properties, ...more } } },
        },
        newWorld("Heed-dev"),
      ),
      new Set(),
    );
  const own = { CorsConfiguration: undefined };
  expect(read(own)).toMatchObject([{ keptMs: stages.dev.conversationDays * 24 * 60 * 60_000 }]);
  expect(() => read({ ...own, ...change })).toThrow(TemplateError);
  expect(() => read({ ...own, ...change })).toThrow(word);
});
