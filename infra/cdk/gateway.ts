import { CfnOutput, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { DomainName, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Settings } from './settings.ts';

export interface Gateway {
  readonly api: HttpApi;
  readonly publicUrl: string;
}

/** The route as declared, never the path or the query: those hold the links of guests. */
const LOGGED = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  bytes: '$context.responseLength',
  functionStatus: '$context.integration.status',
  authorizerError: '$context.authorizer.error',
};
/** Below the account's own 10,000 and 5,000, which all its APIs share. */
const THROTTLE = { rateLimit: 2000, burstLimit: 1000 };

const buildDomain = (stack: Stack, { domain, certificateArn }: Settings): DomainName | undefined => {
  if (domain === undefined || certificateArn === undefined) return undefined;
  const certificate = Certificate.fromCertificateArn(stack, 'certificate', certificateArn);
  const name = new DomainName(stack, 'domain', { domainName: domain, certificate });
  new CfnOutput(stack, 'domain-target', {
    value: name.regionalDomainName,
    description: `CNAME of ${domain}`,
  });
  return name;
};

export const buildGateway = (stack: Stack, settings: Settings): Gateway => {
  const domainName = buildDomain(stack, settings);
  const api = new HttpApi(stack, 'api', {
    createDefaultStage: false,
    // With a name of our own the generated one would be a second, unthrottled door.
    disableExecuteApiEndpoint: domainName !== undefined,
  });
  new HttpStage(stack, 'stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: THROTTLE,
    accessLogSettings: {
      destination: new LogGroupLogDestination(
        new LogGroup(stack, 'access-log', {
          retention: RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      ),
      format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
    },
    ...(domainName && { domainMapping: { domainName } }),
  });
  const publicUrl = settings.domain === undefined ? api.apiEndpoint : `https://${settings.domain}`;
  new CfnOutput(stack, 'public-url', { value: publicUrl });
  return { api, publicUrl };
};
