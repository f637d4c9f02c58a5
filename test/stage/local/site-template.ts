import { getAtt, join, type Resources } from "./fixture-template.ts";

const edgeCode = `function handler(event) {
  var request = event.request;
  if (request.uri === "/console") {
    return { statusCode: 308, headers: { location: { value: "/console/" } } };
  }
  request.uri = "/console/index.html";
  return request;
}`;

const upload = (key: string, prefix: string | undefined, cache: string) => ({
  Type: "Custom::CDKBucketDeployment",
  Properties: {
    SourceObjectKeys: [`${key}.zip`],
    DestinationBucketName: { Ref: "Bucket" },
    ...(prefix ? { DestinationBucketKeyPrefix: prefix } : {}),
    SystemMetadata: { "cache-control": cache },
  },
});

const files = { TargetOriginId: "files", AllowedMethods: ["GET", "HEAD"], Compress: true };

/** A site: bucket, uploads, distribution with a console page, headers and, below `/api/`, an API. */
export const site: Resources = {
  Bucket: { Type: "AWS::S3::Bucket" },
  Pages: upload("edge", undefined, "public, max-age=300"),
  Assets: upload("assets", "assets", "public, max-age=31536000, immutable"),
  PublicHeaders: {
    Type: "AWS::CloudFront::ResponseHeadersPolicy",
    Properties: {
      ResponseHeadersPolicyConfig: {
        Name: "public",
        CorsConfig: {
          AccessControlAllowCredentials: false,
          AccessControlAllowHeaders: { Items: ["*"] },
          AccessControlAllowMethods: { Items: ["GET", "HEAD"] },
          AccessControlAllowOrigins: { Items: ["*"] },
          OriginOverride: true,
        },
        CustomHeadersConfig: { Items: [{ Header: "X-Shop", Value: "yes", Override: true }] },
      },
    },
  },
  ConsoleHeaders: {
    Type: "AWS::CloudFront::ResponseHeadersPolicy",
    Properties: {
      ResponseHeadersPolicyConfig: {
        Name: "console",
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            Override: true,
            ContentSecurityPolicy: join(
              "connect-src 'self' https://cognito-idp.",
              { Ref: "AWS::Region" },
              ".amazonaws.com",
            ),
          },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: "DENY", Override: true },
        },
      },
    },
  },
  ConsolePage: {
    Type: "AWS::CloudFront::Function",
    Properties: { Name: "page", FunctionCode: edgeCode, AutoPublish: true },
  },
  Site: {
    Type: "AWS::CloudFront::Distribution",
    Properties: {
      DistributionConfig: {
        Enabled: true,
        DefaultRootObject: "heed.js",
        Origins: [
          { Id: "files", DomainName: getAtt("Bucket", "RegionalDomainName") },
          {
            Id: "api",
            DomainName: join({ Ref: "Http" }, ".execute-api.", { Ref: "AWS::Region" }, ".", {
              Ref: "AWS::URLSuffix",
            }),
          },
        ],
        CacheBehaviors: [
          {
            ...files,
            PathPattern: "/console*",
            ResponseHeadersPolicyId: { Ref: "ConsoleHeaders" },
            FunctionAssociations: [
              { EventType: "viewer-request", FunctionARN: getAtt("ConsolePage", "FunctionARN") },
            ],
          },
          {
            PathPattern: "/api/*",
            TargetOriginId: "api",
            AllowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
          },
        ],
        DefaultCacheBehavior: { ...files, ResponseHeadersPolicyId: { Ref: "PublicHeaders" } },
      },
    },
  },
};
