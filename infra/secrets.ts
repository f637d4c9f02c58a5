import { RemovalPolicy } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { Binding } from "./bind.ts";
import { excuse } from "./excuse.ts";
import type { Stage } from "./stages.ts";

/** The generated secrets of a stage: 64 letters and digits each, as a plain string. */
export class Secrets extends Construct {
  /** Signs visitor tokens and connection tickets. */
  readonly signing: Binding;
  /** Shared with the shop's back end: signs its requests and its shoppers' sign-in tokens. */
  readonly shop: Binding;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.signing = this.generate("Signing", "HEED_SIGNING_SECRET", stage);
    this.shop = this.generate("Shop", "HEED_SHOP_SECRET", stage);
  }

  private generate(id: string, variable: string, stage: Stage): Binding {
    const secret = new Secret(this, id, {
      description: `Heed ${stage.name}: ${id.toLowerCase()} secret`,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    excuse(
      secret,
      "AwsSolutions-SMG4",
      "Both ends must change together (tokens in flight, the shop's own configuration), so it is turned by an operator and not by a schedule.",
    );
    return {
      variables: { [variable]: secret.secretArn },
      grant: (to) => secret.grantRead(to),
    };
  }
}
