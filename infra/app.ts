import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { bundle } from "./bundle.ts";
import { HeedStack } from "./heed-stack.ts";
import { stageNamed } from "./stages.ts";

// CDK's own template checks take longer than everything else here; the tests run them instead.
const app = new App({ builtinCloudFormationValidation: false });
const found = stageNamed(app.node.tryGetContext("stage"));
if (found.ok) {
  const { dist } = await bundle({ languages: found.stage.languages });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new HeedStack(app, { stage: found.stage, dist });
  app.synth();
} else {
  console.error(`${found.message} Say which one: npx cdk synth -c stage=dev`);
  process.exitCode = 1;
}
