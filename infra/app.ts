import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { bundle } from "./bundle.ts";
import { HeedStack } from "./heed-stack.ts";
import { type Stage, stageNamed } from "./stages.ts";

// CDK's own template checks take longer than everything else here; the tests run them instead.
const app = new App({ builtinCloudFormationValidation: false });
const found = stageNamed(app.node.tryGetContext("stage"));
if (found.ok) await synthesize(found.stage);
else fail(`${found.message} Say which: npx cdk synth -c stage=dev`);

async function synthesize(stage: Stage): Promise<void> {
  const built = await bundle({ languages: stage.languages }).catch((error: Error) => error);
  if (built instanceof Error) return fail(built.message);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new HeedStack(app, { stage, dist: built.dist });
  app.synth();
}

/** Ends with a sentence for the operator; a stack trace would say nothing more. */
function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
