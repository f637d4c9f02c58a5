import { ofType, type Properties } from "../properties.ts";
import type { ResolvedTemplate } from "../template.ts";
import { TemplateError } from "../template-error.ts";

export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  /** Lower case. */
  readonly headers: readonly string[];
  readonly maxAge?: number;
}

/** A bucket that functions and browsers use; those that deployments fill belong to the distribution. */
export interface FileBucketSpec {
  readonly name: string;
  readonly cors: readonly CorsRule[];
  /** Objects older than this are gone, ms. */
  readonly keptMs: number | undefined;
}

/** What is honoured, or changes nothing on this machine: there is one owner, one disk and no public access. */
const KNOWN = new Set([
  "BucketName",
  "BucketEncryption",
  "CorsConfiguration",
  "LifecycleConfiguration",
  "OwnershipControls",
  "PublicAccessBlockConfiguration",
  "Tags",
]);
const BLOCKS = [
  "BlockPublicAcls",
  "BlockPublicPolicy",
  "IgnorePublicAcls",
  "RestrictPublicBuckets",
];
const DAY_MS = 24 * 60 * 60_000;

/**
 * Reads the buckets of a template that no deployment fills.
 *
 * @param filled names of the others
 * @throws TemplateError for a property that can't be honoured, or a bucket that isn't private
 */
export function readFileBuckets(
  template: ResolvedTemplate,
  filled: ReadonlySet<string>,
): FileBucketSpec[] {
  return ofType(template, "AWS::S3::Bucket")
    .map((bucket) => ({ bucket, name: template.attribute(bucket.id, "Ref") }))
    .filter(({ name }) => !filled.has(name))
    .map(({ bucket, name }) => {
      for (const property of Object.keys(bucket.raw)) {
        if (!KNOWN.has(property)) bucket.refuse(property);
      }
      const access = bucket.part("PublicAccessBlockConfiguration");
      if (!BLOCKS.every((block) => access.flag(block))) {
        throw new TemplateError(`${bucket.id}: only a private bucket is known here.`);
      }
      return {
        name,
        cors: bucket.part("CorsConfiguration").parts("CorsRules").map(readCors),
        keptMs: readExpiry(bucket),
      };
    });
}

function readCors(rule: Properties): CorsRule {
  return {
    origins: rule.texts("AllowedOrigins"),
    methods: rule.texts("AllowedMethods"),
    headers: rule.texts("AllowedHeaders").map((name) => name.toLowerCase()),
    ...(rule.has("MaxAge") && { maxAge: rule.number("MaxAge") }),
  };
}

function readExpiry(bucket: Properties): number | undefined {
  const [rule, ...more] = bucket.part("LifecycleConfiguration").parts("Rules");
  if (!rule) return undefined;
  const others = Object.keys(rule.raw).filter(
    (name) => !["ExpirationInDays", "Id", "Status"].includes(name),
  );
  if (more.length > 0 || others.length > 0 || rule.text("Status") !== "Enabled") {
    throw new TemplateError(`${bucket.id}: only one expiry of all objects is known here.`);
  }
  return rule.number("ExpirationInDays") * DAY_MS;
}
