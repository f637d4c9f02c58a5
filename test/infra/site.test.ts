import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { stages } from "../../infra/stages.ts";
import { ofType, only, synthesize } from "./assembly.ts";
import { referenced } from "./references.ts";

const { template } = synthesize(stages.dev);

interface Behaviour {
  readonly PathPattern?: string;
  readonly ViewerProtocolPolicy: string;
  readonly AllowedMethods: readonly string[];
  readonly CachePolicyId: string;
  readonly OriginRequestPolicyId?: string;
  readonly ResponseHeadersPolicyId?: unknown;
  readonly TargetOriginId: string;
}

const config = only(template, "AWS::CloudFront::Distribution").Properties.DistributionConfig as {
  readonly DefaultCacheBehavior: Behaviour;
  readonly CacheBehaviors: readonly Behaviour[];
  readonly Origins: readonly { readonly Id: string; readonly CustomOriginConfig?: unknown }[];
};

function behaviour(path: string): Behaviour {
  const found = config.CacheBehaviors.find(({ PathPattern }) => PathPattern === path);
  if (!found) throw new Error(`No behaviour for ${path}.`);
  return found;
}

function headers(of: Behaviour): Record<string, Record<string, unknown>> {
  const [id = ""] = referenced(of.ResponseHeadersPolicyId);
  const policy = template.Resources[id]?.Properties.ResponseHeadersPolicyConfig;
  return policy as Record<string, Record<string, unknown>>;
}

/** CloudFront's own policies, by the ids its documentation gives. */
const cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const allViewerExceptHost = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

test("[INF19] the bucket is private, and only the distribution reads it", () => {
  const [bucket] = ofType(template, "AWS::S3::Bucket").filter(([id]) => id.startsWith("Site"));
  expect(bucket?.[1].Properties).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  const policy = ofType(template, "AWS::S3::BucketPolicy").find(([id]) => id.startsWith("Site"));
  if (!policy) throw new Error("The site's bucket has no policy.");
  const { Statement } = policy[1].Properties.PolicyDocument as {
    Statement: { Effect: string; Action: unknown; Principal: unknown; Condition?: unknown }[];
  };
  const [distribution] = ofType(template, "AWS::CloudFront::Distribution").map(([id]) => id);
  const readers = Statement.filter(
    ({ Effect, Action }) => Effect === "Allow" && String(Action).includes("s3:GetObject"),
  ).filter(({ Principal }) => JSON.stringify(Principal).includes("cloudfront"));
  expect(readers).toHaveLength(1);
  expect(referenced(readers[0]?.Condition)).toContain(distribution);
  expect(Statement.every(({ Effect, Principal }) => Effect === "Deny" || Principal !== "*")).toBe(
    true,
  );
});

test("[INF19] nothing is served over plain HTTP", () => {
  expect(config.DefaultCacheBehavior.ViewerProtocolPolicy).toBe("redirect-to-https");
  expect(behaviour("/console*").ViewerProtocolPolicy).toBe("redirect-to-https");
  expect(behaviour("/api/*").ViewerProtocolPolicy).toBe("https-only");
});

test("[INF20] hashed files are cached for a year, the loader and the console's page for minutes", () => {
  const uploads = ofType(template, "Custom::CDKBucketDeployment").map(([, each]) => each);
  const assets = uploads.find(({ Properties }) => Properties.DestinationBucketKeyPrefix);
  const pages = uploads.find((each) => each !== assets);
  expect(assets?.Properties).toMatchObject({
    DestinationBucketKeyPrefix: "assets",
    SystemMetadata: { "cache-control": "public, max-age=31536000, immutable" },
    Prune: false,
  });
  expect(pages?.Properties).toMatchObject({
    SystemMetadata: { "cache-control": "public, max-age=300" },
    Prune: false,
  });
});

test("[INF20] the files are uploaded before the pages that name them", () => {
  const uploads = ofType(template, "Custom::CDKBucketDeployment");
  const assets = uploads.find(([, { Properties }]) => Properties.DestinationBucketKeyPrefix);
  const pages = uploads.find(([id]) => id !== assets?.[0]);
  expect(pages?.[1].DependsOn).toContain(assets?.[0]);
});

test("[INF21] the HTTP API stands behind the same origin, uncached, and sees who asks", () => {
  const api = behaviour("/api/*");
  expect(api.CachePolicyId).toBe(cachingDisabled);
  expect(api.OriginRequestPolicyId).toBe(allViewerExceptHost);
  expect(api.AllowedMethods).toContain("DELETE");
  const origin = config.Origins.find(({ Id }) => Id === api.TargetOriginId);
  expect(origin?.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: "https-only" });
});

test("[INF22] any shop's page may load the loader and the chat, as modules too", () => {
  const { CorsConfig: cors } = headers(config.DefaultCacheBehavior);
  expect(cors).toMatchObject({
    AccessControlAllowOrigins: { Items: ["*"] },
    AccessControlAllowCredentials: false,
    OriginOverride: true,
  });
});

test("[INF23] the console can't be framed and runs no script but its own", () => {
  const { SecurityHeadersConfig: security } = headers(behaviour("/console*"));
  expect(security).toMatchObject({ FrameOptions: { FrameOption: "DENY" } });
  const policy = JSON.stringify(security?.ContentSecurityPolicy);
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain(`frame-src ${stages.dev.origins.join(" ")};`);
});

test("[INF23] the console talks to its own origin, the sockets, the files and the OpenID provider only", () => {
  const { SecurityHeadersConfig: security } = headers(behaviour("/console*"));
  const wrapped = security?.ContentSecurityPolicy as
    | { ContentSecurityPolicy: { "Fn::Join": [string, unknown[]] } }
    | undefined;
  if (!wrapped) throw new Error("No content security policy.");
  const text = wrapped.ContentSecurityPolicy["Fn::Join"][1].map((each) =>
    typeof each === "string" ? each : `<${referenced(each).join()}>`,
  );
  const [, connects] = text.join("").match(/connect-src ([^;]*)/) ?? [];
  const [sockets] = ofType(template, "AWS::ApiGatewayV2::Api").map(([id]) => id);
  const [domain] = ofType(template, "AWS::Cognito::UserPoolDomain").map(([id]) => id);
  expect(connects?.split(" ")).toEqual([
    "'self'",
    "https://heed-dev-files-<AWS::AccountId>-<AWS::Region>.s3.<AWS::Region>.<AWS::URLSuffix>",
    `wss://<${sockets}>.execute-api.<AWS::Region>.<AWS::URLSuffix>`,
    "https://cognito-idp.<AWS::Region>.amazonaws.com",
    `https://<${domain}>.auth.<AWS::Region>.amazoncognito.com`,
  ]);
});

test.each([
  ["/console/", "/console/index.html"],
  ["/console/inbox", "/console/index.html"],
  ["/console/icon.svg", "/console/icon.svg"],
])("[INF24] the console's address %s is served from %s", (asked, served) => {
  expect(edge(asked)).toEqual({ uri: served });
});

test("[INF24] /console leads to /console/", () => {
  expect(edge("/console")).toEqual({
    statusCode: 308,
    headers: { location: { value: "/console/" } },
  });
});

/** What CloudFront makes of a request for the console. */
function edge(uri: string): unknown {
  const { FunctionCode: code } = only(template, "AWS::CloudFront::Function").Properties;
  return runInNewContext(`${String(code)}; handler({ request: { uri } })`, { uri });
}
