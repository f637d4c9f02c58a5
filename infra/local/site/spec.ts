import { ofType, type Properties } from "../properties.ts";
import type { ResolvedTemplate } from "../template.ts";
import { TemplateError } from "../template-error.ts";

/** Files that a deployment copies into a bucket. */
export interface UploadSpec {
  readonly bucket: string;
  /** Put before every file's path; empty or ending in a slash. */
  readonly prefix: string;
  readonly assetKeys: readonly string[];
  /** Headers of the files, such as `cache-control`. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface OriginSpec {
  readonly domain: string;
  /** Put before the path of every request; empty or beginning with a slash. */
  readonly path: string;
}

export interface BehaviourSpec {
  /** Such as `/api/*`; absent for the default behaviour. */
  readonly pattern?: string;
  readonly origin: OriginSpec;
  readonly methods: readonly string[];
  readonly compress: boolean;
  /** Properties of the response headers policy, if any. */
  readonly headersPolicy?: Properties;
  /** Source of the CloudFront function that sees every request first, if any. */
  readonly viewerRequest?: string;
}

export interface DistributionSpec {
  readonly domain: string;
  readonly rootObject: string;
  /** In the order in which they are tried, the default one last. */
  readonly behaviours: readonly BehaviourSpec[];
  readonly errors: readonly {
    readonly code: number;
    readonly status: number;
    readonly path: string;
  }[];
}

export function readUploads(template: ResolvedTemplate): UploadSpec[] {
  return ofType(template, "Custom::CDKBucketDeployment").map((upload) => {
    for (const unknown of ["Include", "Exclude", "SourceMarkers"]) upload.refuse(unknown);
    const prefix = upload.text("DestinationBucketKeyPrefix", "");
    const metadata = upload.part("SystemMetadata");
    return {
      bucket: upload.text("DestinationBucketName"),
      prefix: prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`,
      assetKeys: upload.texts("SourceObjectKeys"),
      headers: Object.fromEntries(
        Object.keys(metadata.raw).map((name) => [name.toLowerCase(), metadata.text(name)]),
      ),
    };
  });
}

export function readDistributions(template: ResolvedTemplate): DistributionSpec[] {
  return ofType(template, "AWS::CloudFront::Distribution").map((distribution) => {
    const config = distribution.part("DistributionConfig");
    const read = (behaviour: Properties) => readBehaviour(template, config, behaviour);
    return {
      domain: template.attribute(distribution.id, "DomainName"),
      rootObject: config.text("DefaultRootObject", ""),
      behaviours: [
        ...config.parts("CacheBehaviors").map(read),
        read(config.part("DefaultCacheBehavior")),
      ],
      errors: config
        .parts("CustomErrorResponses")
        .filter((error) => error.has("ResponsePagePath"))
        .map((error) => ({
          code: error.number("ErrorCode"),
          status: error.number("ResponseCode", error.number("ErrorCode")),
          path: error.text("ResponsePagePath"),
        })),
    };
  });
}

function readBehaviour(
  template: ResolvedTemplate,
  config: Properties,
  behaviour: Properties,
): BehaviourSpec {
  const originId = behaviour.text("TargetOriginId");
  const origin = config.parts("Origins").find((each) => each.text("Id") === originId);
  if (!origin) throw new TemplateError(`${config.id}: there is no origin ${originId}.`);
  behaviour.refuse("LambdaFunctionAssociations");
  const policyId = behaviour.text("ResponseHeadersPolicyId", "");
  const policy = ofType(template, "AWS::CloudFront::ResponseHeadersPolicy").find(
    ({ id }) => template.attribute(id, "Ref") === policyId,
  );
  if (policyId && !policy) throw new TemplateError(`${config.id}: unknown policy ${policyId}.`);
  const methods = behaviour.texts("AllowedMethods");
  return {
    ...(behaviour.has("PathPattern") ? { pattern: behaviour.text("PathPattern") } : {}),
    origin: { domain: origin.text("DomainName"), path: origin.text("OriginPath", "") },
    methods: methods.length > 0 ? methods : ["GET", "HEAD"],
    compress: behaviour.flag("Compress"),
    ...(policy ? { headersPolicy: policy.part("ResponseHeadersPolicyConfig") } : {}),
    ...readEdgeFunction(template, behaviour),
  };
}

function readEdgeFunction(
  template: ResolvedTemplate,
  behaviour: Properties,
): Pick<BehaviourSpec, "viewerRequest"> {
  const [association, ...more] = behaviour.parts("FunctionAssociations");
  if (!association) return {};
  const arn = association.text("FunctionARN");
  const edge = ofType(template, "AWS::CloudFront::Function").find(
    ({ id }) => template.attribute(id, "FunctionARN") === arn,
  );
  if (!edge || more.length > 0 || association.text("EventType") !== "viewer-request") {
    throw new TemplateError(`${behaviour.id}: only one function on viewer-request is known.`);
  }
  return { viewerRequest: edge.text("FunctionCode") };
}
