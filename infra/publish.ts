import { DefaultStackSynthesizer, Stack } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import type { Construct } from "constructs";
import { excuse, flat } from "./excuse.ts";
import { logGroup } from "./log-group.ts";
import type { Stage } from "./stages.ts";

export interface Published {
  /** Folder of files whose names carry a hash of their content. */
  readonly assets: string;
  /** Folder of the loader and the console's page, whose names never change. */
  readonly pages: string;
  readonly stage: Stage;
}

const immutable = "public, max-age=31536000, immutable";
const short = "public, max-age=300";

/**
 * Uploads the site: hashed files first, then the files that name them. Nothing is pruned, since a
 * page that has been open for a while may still ask for the files of an earlier deployment.
 */
export function publish(scope: Construct, bucket: IBucket, published: Published): void {
  const { stage } = published;
  const logs = logGroup(scope, "UploadLogs", stage);
  // A role of our own: CDK's would carry Lambda's managed policy for every log group there is.
  const role = new Role(scope, "UploadRole", {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
  });
  logs.grantWrite(role);
  const shared = {
    destinationBucket: bucket,
    prune: false,
    retainOnDelete: stage.retain,
    logGroup: logs,
    role,
  };
  const assets = new BucketDeployment(scope, "Assets", {
    ...shared,
    destinationKeyPrefix: "assets",
    sources: [Source.asset(published.assets)],
    cacheControl: [CacheControl.fromString(immutable)],
  });
  const pages = new BucketDeployment(scope, "Pages", {
    ...shared,
    sources: [Source.asset(published.pages, { exclude: ["assets"] })],
    cacheControl: [CacheControl.fromString(short)],
  });
  pages.node.addDependency(assets);
  excuseUploader(role, bucket);
}

/** The uploader is CDK's own function; it runs while an operator deploys and at no other time. */
function excuseUploader(role: Role, bucket: IBucket): void {
  const uploader = Stack.of(bucket).node.children.find(({ node }) =>
    node.id.startsWith("Custom::CDKBucketDeployment"),
  );
  if (!uploader) throw new Error("The bucket deployment's function is not where it was.");
  excuse(uploader, "AwsSolutions-L1", "CDK chooses the runtime its own uploader is tested with.");
  const staging = `cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets`;
  for (const finding of [
    "Action::s3:GetBucket*",
    "Action::s3:GetObject*",
    "Action::s3:List*",
    "Action::s3:Abort*",
    "Action::s3:DeleteObject*",
    `Resource::${flat(bucket, bucket.arnForObjects("*"))}`,
    `Resource::arn:<AWS::Partition>:s3:::${staging}-<AWS::AccountId>-<AWS::Region>/*`,
  ]) {
    excuse(
      role,
      `AwsSolutions-IAM5[${finding}]`,
      "Uploading a site means reading every asset and writing every file of this one bucket.",
    );
  }
}
