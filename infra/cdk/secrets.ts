import { CfnOutput, RemovalPolicy, SecretValue, type Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Topology } from '../topology.ts';
import { mapValues } from './map-values.ts';

export type SecretId = keyof Topology['secrets'];
export type Secrets = Readonly<Record<SecretId, Secret>>;

/**
 * A first value that no reader accepts: until the operator has put the real one the hub answers 503.
 * Never change these: CloudFormation would write the new placeholder over the operator's value.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html
 */
const PLACEHOLDERS: Record<SecretId, Record<string, SecretValue>> = {
  google: { clientId: SecretValue.unsafePlainText(''), clientSecret: SecretValue.unsafePlainText('') },
  microsoft: { clientId: SecretValue.unsafePlainText(''), clientSecret: SecretValue.unsafePlainText('') },
  zoom: {
    clientId: SecretValue.unsafePlainText(''),
    clientSecret: SecretValue.unsafePlainText(''),
    webhookSecrets: SecretValue.unsafePlainText(''),
  },
  keys: {},
};
const FILLED_BY: Record<SecretId, string> = {
  google: 'the OAuth client of your Google Cloud project: {"clientId": "...", "clientSecret": "..."}',
  microsoft: 'your app registration at Microsoft Entra: {"clientId": "...", "clientSecret": "..."}',
  zoom: 'your app at the Zoom Marketplace: {"clientId": "...", "clientSecret": "...", "webhookSecrets": ["..."]}',
  keys: 'the output of npm run keys',
};

export const secretName = (stage: string, name: string): string => `${stage}/${name}`;

export const buildSecrets = (stack: Stack, { secrets }: Topology, stage: string): Secrets =>
  mapValues(secrets, (id, name) => {
    const secret = new Secret(stack, `${id}-secret`, {
      secretName: secretName(stage, name),
      description: `Put here ${FILLED_BY[id]}`,
      secretObjectValue: PLACEHOLDERS[id],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new CfnOutput(stack, `${id}-secret-name`, {
      value: secretName(stage, name),
      description: `Fill with ${FILLED_BY[id]}`,
    });
    return secret;
  });
