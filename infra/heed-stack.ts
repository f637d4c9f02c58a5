import { join } from "node:path";
import { CfnOutput, Stack, Tags } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { type Binding, bind } from "./bind.ts";
import { Files } from "./files.ts";
import { Functions } from "./functions.ts";
import { HttpApi } from "./http-api.ts";
import { Identity } from "./identity.ts";
import { Secrets } from "./secrets.ts";
import { Site } from "./site.ts";
import { SocketApi } from "./socket-api.ts";
import type { Stage } from "./stages.ts";
import { Table } from "./table.ts";
import { Timers } from "./timers.ts";
import { translation } from "./translation.ts";
import { Watch } from "./watch.ts";

export interface HeedStackProps {
  readonly stage: Stage;
  /** Folder that `bundle.ts` has written: `functions/<name>/` and `site/`. */
  readonly dist: string;
}

/** One stage of Heed: the table of contents. */
export class HeedStack extends Stack {
  constructor(scope: Construct, { stage, dist }: HeedStackProps) {
    super(scope, `Heed-${stage.name}`, {
      description: `Heed: live chat, stage ${stage.name}`,
      terminationProtection: stage.retain,
    });
    Tags.of(this).add("heed:stage", stage.name);

    const table = new Table(this, "Table", stage);
    const secrets = new Secrets(this, "Secrets", stage);
    const functions = new Functions(this, "Functions", {
      stage,
      bundles: join(dist, "functions"),
    });
    const { authorize, socket, timer, http } = functions;
    const timers = new Timers(this, "Timers", timer);
    const sockets = new SocketApi(this, "SocketApi", { stage, authorize, socket });
    const api = new HttpApi(this, "HttpApi", stage, http);
    const identity = new Identity(this, "Identity", stage);
    const files = new Files(this, "Files", stage);
    const site = new Site(this, "Site", {
      stage,
      site: join(dist, "site"),
      apiHost: api.host,
      connects: [sockets.origin, ...identity.origins],
      files: files.origin,
    });
    files.allow([...stage.origins, site.origin]);
    const { clientId, verify } = identity.register(site.consoleUrl);
    new Watch(this, "Watch", {
      stage,
      functions,
      queue: timers.queue,
      deadLetters: timers.deadLetters,
    });

    const origins: Binding = {
      variables: { HEED_ORIGINS: [...stage.origins, site.origin].join(",") },
    };
    const address: Binding = { variables: { HEED_SOCKET_URL: sockets.url } };
    bind(authorize, secrets.signing, timers.send, origins);
    for (const each of [socket, timer]) {
      bind(each, table.items, timers.send, timers.publish, secrets.signing, sockets.connections);
    }
    bind(socket, files.use, secrets.shop);
    if (stage.translation) for (const each of [socket, timer]) bind(each, translation);
    bind(http, table.items, timers.send, timers.publish, secrets.signing, secrets.shop);
    bind(http, sockets.connections, verify, origins, address);

    this.output("ScriptTag", scriptTag(site.origin, sockets.url));
    this.output("ConsoleUrl", site.consoleUrl);
    this.output("ApiUrl", `https://${api.host}/api/`);
    this.output("SocketUrl", sockets.url);
    this.output("FilesOrigin", files.origin);
    this.output("Issuer", identity.issuer);
    this.output("ClientId", clientId);
    this.output("TableName", table.table.tableName);
    this.output("ShopSecret", secrets.shopArn);
    if (identity.pool) this.output("UserPoolId", identity.pool.userPoolId);
  }

  private output(name: string, value: string): void {
    new CfnOutput(this, name, { value });
  }
}

/** What a shop pastes into its pages. */
function scriptTag(origin: string, socketUrl: string): string {
  return `<script async src="${origin}/heed.js" data-socket="${socketUrl}"></script>`;
}
