import type { FunctionSpec } from '../../infra/topology.ts';

interface Client {
  readonly isNeeded: (spec: FunctionSpec) => boolean;
  readonly imports: string;
  readonly makes: string;
}

/** As far as a function needs them, by what the topology grants it. */
const CLIENTS: readonly Client[] = [
  {
    isNeeded: ({ table }) => table !== 'none',
    imports: `
      import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
      import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';`,
    makes:
      'DynamoDBDocumentClient.from(new DynamoDBClient({})), GetCommand, PutCommand, QueryCommand, TransactWriteCommand',
  },
  {
    isNeeded: ({ sends }) => sends.length > 0,
    imports: "import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';",
    makes: 'new SQSClient({}), SendMessageBatchCommand',
  },
  {
    isNeeded: ({ secrets, connectionSecrets = false }) => secrets.length > 0 || connectionSecrets,
    imports: "import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';",
    makes: 'new SecretsManagerClient({}), GetSecretValueCommand',
  },
  {
    isNeeded: ({ mails = false }) => mails,
    imports: `
      import { SendRawEmailCommand, SESClient } from '@aws-sdk/client-ses';
      import MailComposer from 'nodemailer/lib/mail-composer/index.js';
      import ical from 'ical-generator';`,
    makes: 'new SESClient({}), SendRawEmailCommand, MailComposer, ical',
  },
  {
    isNeeded: ({ secrets }) => secrets.includes('google'),
    imports: "import { OAuth2Client } from 'google-auth-library';",
    makes: 'new OAuth2Client()',
  },
  {
    isNeeded: ({ secrets, connectionSecrets = false }) => secrets.includes('google') && connectionSecrets,
    imports: "import { calendar } from 'googleapis/build/src/apis/calendar/index.js';",
    makes: "calendar({ version: 'v3' })",
  },
];

/** A handler that does nothing, with the clients of AWS and of the providers that this function has to have. */
export const bareHandler = (spec: FunctionSpec): string => {
  const clients = CLIENTS.filter(({ isNeeded }) => isNeeded(spec));
  return `
    ${clients.map(({ imports }) => imports).join('\n')}
    export const loaded = [${clients.map(({ makes }) => makes).join(', ')}];
    export const handler = async () => ({ statusCode: 200 });`;
};
