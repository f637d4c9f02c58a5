import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Binding } from "./bind.ts";
import { excuse, excuseResource } from "./excuse.ts";
import type { Stage } from "./stages.ts";

/** Below this lies everything; no function may touch anything else. */
const PREFIX = "files/";

/** The files that shoppers and agents attach: a private bucket which browsers reach by presigned requests only. */
export class Files extends Construct {
  /** `https://<bucket>.s3.<region>.<suffix>`: where browsers put and fetch files. */
  readonly origin: string;
  /** Put, read and delete files, and list those of a visitor. */
  readonly use: Binding;
  private readonly bucket: Bucket;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const { account, region, urlSuffix } = Stack.of(this);
    // Named, since the console's policy names the bucket and the bucket's rules name the console: with a generated name neither could be made first.
    const bucketName = `heed-${stage.name}-files-${account}-${region}`;
    this.origin = `https://${bucketName}.s3.${region}.${urlSuffix}`;
    this.bucket = new Bucket(this, "Bucket", {
      bucketName,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // A file goes when its message does; what was uploaded and never sent, too.
      lifecycleRules: [{ expiration: Duration.days(stage.conversationDays) }],
      autoDeleteObjects: !stage.retain,
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    excuse(
      this.bucket,
      "AwsSolutions-S1",
      "Every request is signed by the socket function for one file and some minutes; access logs would keep shoppers' addresses beyond their erasure.",
    );
    this.use = {
      variables: { HEED_FILES_URL: this.origin },
      grant: (to) => this.grant(to),
    };
  }

  /** Lets pages of these origins upload. Pictures are shown, and files saved, without asking. */
  allow(origins: readonly string[]): void {
    this.bucket.addCorsRule({
      allowedOrigins: [...origins],
      allowedMethods: [HttpMethods.PUT],
      allowedHeaders: ["content-type", "if-none-match"],
      maxAge: 3600,
    });
  }

  private grant(to: LambdaFunction): void {
    const objects = this.bucket.arnForObjects(`${PREFIX}*`);
    to.addToRolePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        resources: [objects],
      }),
    );
    // Also makes S3 say that a file is not there, rather than that it may not be read.
    to.addToRolePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ["s3:ListBucket"],
        // Not for a prefix alone: asking for one file names none. All that lies here is below it.
        resources: [this.bucket.bucketArn],
      }),
    );
    excuseResource(to, objects, "Each visitor's files have keys of their own below this prefix.");
  }
}
