import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as z from 'zod';
import type { FunctionName, RouteKey, Topology } from '../topology.ts';
import type { Functions } from './functions.ts';
import type { Gateway } from './gateway.ts';
import { mapValues } from './map-values.ts';
import type { Settings } from './settings.ts';

const Method = z.enum(HttpMethod);

/** Methods are always named: `ANY` with an authorizer would catch preflights and refuse them. */
export const buildRoutes = (
  { api }: Gateway,
  { routes }: Topology,
  functions: Functions,
  { jwtIssuer, jwtAudience }: Settings,
): void => {
  const authorizer = new HttpJwtAuthorizer('product', jwtIssuer, { jwtAudience });
  const integrations = mapValues<FunctionName, Functions[FunctionName], HttpLambdaIntegration>(
    functions,
    (name, handler) => new HttpLambdaIntegration(`${name}-integration`, handler),
  );
  mapValues<RouteKey, Topology['routes'][RouteKey], void>(routes, (key, { function: name, access }) => {
    const [method, path = ''] = key.split(' ');
    api.addRoutes({
      path,
      methods: [Method.parse(method)],
      integration: integrations[name],
      ...(access === 'jwt' && { authorizer }),
    });
  });
};
