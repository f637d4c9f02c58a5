import { join } from "node:path";
import { Duration } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
} from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { FunctionName } from "./bundle.ts";
import { logGroup } from "./log-group.ts";
import type { Stage } from "./stages.ts";

export interface FunctionsProps {
  readonly stage: Stage;
  /** Folder with one folder per bundled function, as `bundle.ts` leaves it. */
  readonly bundles: string;
}

interface Shape {
  readonly seconds: number;
  readonly megabytes: number;
  readonly recursiveLoop?: RecursiveLoop;
}

const shapes: Readonly<Record<FunctionName, Shape>> = {
  authorize: { seconds: 5, megabytes: 256 },
  socket: { seconds: 15, megabytes: 512 },
  // A timer may arm the next one, so it is queue → function → queue by design. Without this
  // Lambda stops such a chain after about 16 rounds; the function counts its hops itself.
  timer: { seconds: 30, megabytes: 512, recursiveLoop: RecursiveLoop.ALLOW },
  http: { seconds: 15, megabytes: 512 },
};

/** The Lambda functions of a stage, with nothing bound to them yet. */
export class Functions extends Construct {
  readonly byName: Readonly<Record<FunctionName, LambdaFunction>>;
  readonly authorize: LambdaFunction;
  readonly socket: LambdaFunction;
  readonly timer: LambdaFunction;
  readonly http: LambdaFunction;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.authorize = this.build("authorize", props);
    this.socket = this.build("socket", props);
    this.timer = this.build("timer", props);
    this.http = this.build("http", props);
    const { authorize, socket, timer, http } = this;
    this.byName = { authorize, socket, timer, http };
  }

  private build(name: FunctionName, { stage, bundles }: FunctionsProps): LambdaFunction {
    const shape = shapes[name];
    const scope = new Construct(this, name);
    const logs = logGroup(scope, "Logs", stage);
    // A role of our own: Lambda's managed policy may write to every log group of the account.
    const role = new Role(scope, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    });
    logs.grantWrite(role);
    return new LambdaFunction(scope, "Function", {
      description: `Heed ${stage.name}: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      // Source maps stay in the build folder: they would only make the upload larger.
      code: Code.fromAsset(join(bundles, name), { exclude: ["*.map"] }),
      timeout: Duration.seconds(shape.seconds),
      memorySize: shape.megabytes,
      ...(shape.recursiveLoop ? { recursiveLoop: shape.recursiveLoop } : {}),
      role,
      logGroup: logs,
      // Start, end and report lines would cost more than Heed's own; the metrics tell the same.
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: {
        HEED_STAGE: stage.name,
        HEED_LANGUAGES: stage.languages.join(","),
        HEED_HOLDOUT: String(stage.holdout),
        HEED_KEEP_DAYS: String(stage.conversationDays),
        ...(stage.sneakPeek && { HEED_SNEAK_PEEK: "on" }),
        ...(stage.trigger && { HEED_TRIGGER: JSON.stringify(stage.trigger) }),
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
    });
  }
}
