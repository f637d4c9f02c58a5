import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Binding } from "./bind.ts";
import { excuseResource } from "./excuse.ts";

/** Lets a function have texts translated. Neither service has resources that a permission could name. */
export const translation: Binding = {
  variables: { HEED_TRANSLATION: "on" },
  grant: (to) => {
    to.addToRolePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ["translate:TranslateText", "comprehend:DetectDominantLanguage"],
        resources: ["*"],
      }),
    );
    excuseResource(to, "*", "Translation has no resources to name.");
  },
};
