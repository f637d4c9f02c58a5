import { Duration } from "aws-cdk-lib";
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";

const transport = {
  accessControlMaxAge: Duration.days(365),
  includeSubdomains: true,
  override: true,
};

/** Headers of the loader and the hashed files: any shop's page may load them, as modules too. */
export function publicHeaders(scope: Construct): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, "PublicHeaders", {
    corsBehavior: {
      accessControlAllowCredentials: false,
      accessControlAllowHeaders: ["*"],
      accessControlAllowMethods: ["GET", "HEAD"],
      accessControlAllowOrigins: ["*"],
      originOverride: true,
    },
    securityHeadersBehavior: {
      contentTypeOptions: { override: true },
      strictTransportSecurity: transport,
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: "cross-origin-resource-policy", value: "cross-origin", override: true },
      ],
    },
  });
}

/**
 * Headers of the console's page.
 *
 * @param connects origins it talks to besides its own
 * @param frames origins whose pages may stand beside a chat: the shop's
 * @param files where it puts attached files, and shows their pictures from
 */
export function consoleHeaders(
  scope: Construct,
  connects: readonly string[],
  frames: readonly string[],
  files: string,
): ResponseHeadersPolicy {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: https: ${files}`,
    "media-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ${[files, ...connects].join(" ")}`,
    `frame-src ${frames.join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return new ResponseHeadersPolicy(scope, "ConsoleHeaders", {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: transport,
    },
  });
}
