import { ofType, type Properties } from "../properties.ts";
import type { ResolvedTemplate } from "../template.ts";
import { isRecord, TemplateError } from "../template-error.ts";
import type { LambdaInvoke } from "./lambda.ts";
import type { Integration, SocketRoute, SocketRoutes } from "./routes.ts";

/** A WebSocket API of the template. */
export interface SocketApiSpec {
  readonly logicalId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly selectionKey: string;
  readonly routes: SocketRoutes;
}

/** Gives the function behind an ARN, or behind the URI that wraps one for API Gateway. */
export type InvokeByArn = (functionArn: string) => LambdaInvoke;

/**
 * Reads the WebSocket APIs of a template.
 *
 * @throws TemplateError for integrations and authorizers that the local stage doesn't know
 */
export function readSocketApis(template: ResolvedTemplate, invoke: InvokeByArn): SocketApiSpec[] {
  return ofType(template, "AWS::ApiGatewayV2::Api")
    .filter((api) => api.text("ProtocolType") === "WEBSOCKET")
    .map((api) => {
      const apiId = template.attribute(api.id, "Ref");
      const own = (type: string) =>
        ofType(template, `AWS::ApiGatewayV2::${type}`).filter(
          (each) => each.text("ApiId", "") === apiId,
        );
      const stage = own("Stage")[0];
      if (!stage) throw new TemplateError(`WebSocket API ${api.id} has no stage.`);
      const selection = api.text("RouteSelectionExpression");
      const routes = own("Route").map((route) => [
        route.text("RouteKey"),
        readRoute(template, route, invoke),
      ]);
      return {
        logicalId: api.id,
        apiId,
        stage: stage.text("StageName"),
        selectionKey: /^\$request\.body\.(\w+)$/.exec(selection)?.[1] ?? "action",
        routes: Object.fromEntries(routes),
      };
    });
}

function readRoute(template: ResolvedTemplate, route: Properties, invoke: InvokeByArn) {
  const routeId = template.attribute(route.id, "Ref");
  const routeResponse = ofType(template, "AWS::ApiGatewayV2::RouteResponse").some(
    (response) => response.text("RouteId") === routeId,
  );
  const integration = readIntegration(template, route, routeResponse, invoke);
  const plain: SocketRoute = { integration, routeResponse };
  const kind = route.text("AuthorizationType", "NONE");
  if (kind === "NONE") return plain;
  if (kind !== "CUSTOM" || route.text("RouteKey") !== "$connect") {
    throw new TemplateError(`${route.id}: only $connect can have an authorizer, a Lambda one.`);
  }
  return { ...plain, authorizer: readAuthorizer(template, route, invoke) };
}

function readAuthorizer(template: ResolvedTemplate, route: Properties, invoke: InvokeByArn) {
  const authorizerId = route.text("AuthorizerId");
  const authorizer = ofType(template, "AWS::ApiGatewayV2::Authorizer").find(
    ({ id }) => template.attribute(id, "Ref") === authorizerId,
  );
  if (authorizer?.text("AuthorizerType") !== "REQUEST") {
    throw new TemplateError(`${route.id}: its authorizer must be a REQUEST authorizer.`);
  }
  return {
    invoke: invoke(functionArn(authorizer.text("AuthorizerUri"), authorizer.id)),
    identitySources: authorizer.texts("IdentitySource"),
  };
}

function readIntegration(
  template: ResolvedTemplate,
  route: Properties,
  routeResponse: boolean,
  invoke: InvokeByArn,
): Integration {
  const ref = route.text("Target").replace(/^integrations\//, "");
  const integration = ofType(template, "AWS::ApiGatewayV2::Integration").find(
    ({ id }) => template.attribute(id, "Ref") === ref,
  );
  if (!integration) throw new TemplateError(`${route.id}: there is no integration ${ref}.`);
  const type = integration.text("IntegrationType");
  if (type === "AWS_PROXY") {
    const arn = functionArn(integration.text("IntegrationUri"), integration.id);
    return { kind: "function", invoke: invoke(arn) };
  }
  if (type !== "MOCK") {
    throw new TemplateError(`${integration.id}: the local stage doesn't know ${type}.`);
  }
  const answered = ofType(template, "AWS::ApiGatewayV2::IntegrationResponse").some(
    (response) => response.text("IntegrationId") === ref,
  );
  // API Gateway fails a mock that has no way to answer.
  const complete = answered && routeResponse;
  return { kind: "mock", statusCode: complete ? mockStatus(integration) : 500 };
}

function mockStatus(integration: Properties): number {
  const key = integration.text("TemplateSelectionExpression", "200").replace(/^\\?\$/, "$");
  const template = integration.part("RequestTemplates").text(key, "{}");
  try {
    const answer: unknown = JSON.parse(template);
    return isRecord(answer) ? Number(answer.statusCode ?? 500) : 500;
  } catch {
    return 500;
  }
}

/** The function's ARN in `arn:…:lambda:path/2015-03-31/functions/<arn>/invocations`, or bare. */
export function functionArn(uri: string, at: string): string {
  const wrapped = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
  if (wrapped.includes(":lambda:")) return wrapped;
  throw new TemplateError(`${at}: ${uri} is no Lambda function.`);
}
