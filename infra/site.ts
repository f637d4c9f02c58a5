import { join } from "node:path";
import { RemovalPolicy } from "aws-cdk-lib";
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { excuse } from "./excuse.ts";
import { publish } from "./publish.ts";
import { consoleHeaders, publicHeaders } from "./site-headers.ts";
import type { Stage } from "./stages.ts";

export interface SiteProps {
  readonly stage: Stage;
  /** Folder with the built site, as `bundle.ts` leaves it. */
  readonly site: string;
  /** Host of the HTTP API, served below `/api/` so that the console needs one origin only. */
  readonly apiHost: string;
  /** Origins the console connects to besides its own: the sockets and the OpenID provider. */
  readonly connects: readonly string[];
  /** Where it puts attached files, and shows their pictures from. */
  readonly files: string;
}

/** Sends `/console` and every address of the console that isn't a file to its one page. */
const consolePage = `function handler(event) {
  var request = event.request;
  if (request.uri === "/console") {
    return { statusCode: 308, headers: { location: { value: "/console/" } } };
  }
  if (!/\\.[a-z0-9]+$/.test(request.uri)) request.uri = "/console/index.html";
  return request;
}
`;

/** The static site: a private bucket behind a distribution that also fronts the HTTP API. */
export class Site extends Construct {
  /** `https://<distribution>`. */
  readonly origin: string;
  readonly consoleUrl: string;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    const { stage } = props;
    const bucket = new Bucket(this, "Bucket", {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      autoDeleteObjects: !stage.retain,
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    }) as IBucket;
    excuse(
      bucket,
      "AwsSolutions-S1",
      "Only the distribution reads this bucket, and only an operator's deployment writes it.",
    );
    const distribution = this.distribute(bucket, props);
    this.origin = `https://${distribution.distributionDomainName}`;
    this.consoleUrl = `${this.origin}/console/`;
    publish(this, bucket, {
      assets: join(props.site, "assets"),
      pages: props.site,
      stage,
    });
  }

  private distribute(
    bucket: IBucket,
    { stage, apiHost, connects, files: attached }: SiteProps,
  ): Distribution {
    const files = S3BucketOrigin.withOriginAccessControl(bucket);
    const shared = {
      origin: files,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    };
    const distribution = new Distribution(this, "Distribution", {
      comment: `Heed ${stage.name}`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: { ...shared, responseHeadersPolicy: publicHeaders(this) },
      additionalBehaviors: {
        "/console*": {
          ...shared,
          responseHeadersPolicy: consoleHeaders(this, connects, stage.origins, attached),
          functionAssociations: [
            {
              eventType: FunctionEventType.VIEWER_REQUEST,
              function: new EdgeFunction(this, "ConsolePage", {
                code: FunctionCode.fromInline(consolePage),
              }),
            },
          ],
        },
        "/api/*": {
          origin: new HttpOrigin(apiHost),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
    });
    excuse(
      distribution,
      "AwsSolutions-CFR1",
      "A shop's customers may be anywhere; whom a shop serves is the shop's decision.",
    );
    excuse(
      distribution,
      "AwsSolutions-CFR2",
      "Static files and an API that throttles and verifies by itself; a firewall's monthly price would exceed an idle stage's.",
    );
    excuse(
      distribution,
      "AwsSolutions-CFR3",
      "Such logs would collect the address of every visitor of the shop, who has consented to nothing; the HTTP API logs its own requests.",
    );
    excuse(
      distribution,
      "AwsSolutions-CFR4",
      "CloudFront's own certificate fixes this setting; it goes with a domain of the operator's own.",
    );
    return distribution;
  }
}
