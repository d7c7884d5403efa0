import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionName, FunctionSpec } from '../topology.ts';
import type { Surroundings } from './environment.ts';
import type { Functions } from './functions.ts';
import type { MailSender } from './mail.ts';
import { mapValues } from './map-values.ts';
import { secretName } from './secrets.ts';

/** No Scan: whatever has to be found has a key or an index. */
const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
/** A transaction needs the rights of its parts: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
const WRITE = [
  ...READ,
  'dynamodb:ConditionCheckItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
];
const CONNECTION_SECRET = ['CreateSecret', 'GetSecretValue', 'PutSecretValue', 'DeleteSecret'].map(
  (action) => `secretsmanager:${action}`,
);

const allow = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] });

const tableGrants = (access: FunctionSpec['table'], { tableArn }: TableV2): PolicyStatement[] =>
  access === 'none' ? [] : [allow(access === 'read' ? READ : WRITE, [tableArn, `${tableArn}/index/*`])];

/** Secrets Manager appends six characters of its own to a name, hence the star. */
const connectionSecrets = ({ table, topology, settings }: Surroundings): PolicyStatement => {
  const resourceName = `${secretName(settings.stage, topology.connectionSecretPrefix)}*`;
  const arn = Stack.of(table).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return allow(CONNECTION_SECRET, [arn]);
};

const statementsOf = (spec: FunctionSpec, around: Surroundings, mail: MailSender): PolicyStatement[] => [
  ...tableGrants(spec.table, around.table),
  ...spec.sends.map((name) => allow(['sqs:SendMessage'], [around.queues[name].queue.queueArn])),
  ...spec.secrets.map((id) => allow(['secretsmanager:GetSecretValue'], [around.secrets[id].secretArn])),
  ...(spec.connectionSecrets ? [connectionSecrets(around)] : []),
  ...(spec.mails ? [mail.maySend()] : []),
];

export const grant = (functions: Functions, around: Surroundings, mail: MailSender): void => {
  mapValues<FunctionName, FunctionSpec, void>(around.topology.functions, (name, spec) => {
    for (const statement of statementsOf(spec, around, mail)) functions[name].addToRolePolicy(statement);
  });
};
