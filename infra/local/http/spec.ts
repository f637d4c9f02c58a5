import { functionArn, type InvokeByArn } from "../gateway/spec.ts";
import { ofType, type Properties } from "../properties.ts";
import type { ResolvedTemplate } from "../template.ts";
import { TemplateError } from "../template-error.ts";
import type { HttpRoute } from "./http-routes.ts";

/** An HTTP API of the template. */
export interface HttpApiSpec {
  readonly logicalId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly routes: readonly HttpRoute[];
}

/**
 * Reads the HTTP APIs of a template.
 *
 * @throws TemplateError for integrations and authorizers that the local stage doesn't know
 */
export function readHttpApis(template: ResolvedTemplate, invoke: InvokeByArn): HttpApiSpec[] {
  return ofType(template, "AWS::ApiGatewayV2::Api")
    .filter((api) => api.text("ProtocolType") === "HTTP")
    .map((api) => {
      api.refuse("CorsConfiguration");
      const apiId = template.attribute(api.id, "Ref");
      const own = (type: string) =>
        ofType(template, `AWS::ApiGatewayV2::${type}`).filter(
          (each) => each.text("ApiId", "") === apiId,
        );
      return {
        logicalId: api.id,
        apiId,
        stage: own("Stage")[0]?.text("StageName") ?? "$default",
        routes: own("Route").map((route) => readRoute(template, route, invoke)),
      };
    });
}

function readRoute(template: ResolvedTemplate, route: Properties, invoke: InvokeByArn): HttpRoute {
  const kind = route.text("AuthorizationType", "NONE");
  if (kind !== "NONE") throw new TemplateError(`${route.id}: authorization ${kind} isn't known.`);
  const ref = route.text("Target").replace(/^integrations\//, "");
  const integration = ofType(template, "AWS::ApiGatewayV2::Integration").find(
    ({ id }) => template.attribute(id, "Ref") === ref,
  );
  const type = integration?.text("IntegrationType");
  if (!integration || type !== "AWS_PROXY") {
    throw new TemplateError(`${route.id}: the local stage doesn't know integration ${type}.`);
  }
  if (integration.text("PayloadFormatVersion") !== "2.0") {
    throw new TemplateError(`${integration.id}: only payload format 2.0 is known.`);
  }
  const key = route.text("RouteKey");
  const [method = "ANY", path = "$default"] = key === "$default" ? [] : key.split(" ");
  const arn = functionArn(integration.text("IntegrationUri"), integration.id);
  return { key, method, path, invoke: invoke(arn) };
}
