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
  /** Where an operator finds what to give to the shop's back end. */
  readonly shopArn: string;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const signing = this.generate("Signing", stage);
    const shop = this.generate("Shop", stage);
    this.signing = readable(signing, "HEED_SIGNING_SECRET");
    this.shop = readable(shop, "HEED_SHOP_SECRET");
    this.shopArn = shop.secretArn;
  }

  private generate(id: string, stage: Stage): Secret {
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
    return secret;
  }
}

function readable(secret: Secret, variable: string): Binding {
  return {
    variables: { [variable]: secret.secretArn },
    grant: (to) => secret.grantRead(to),
  };
}
