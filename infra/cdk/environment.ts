import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { FunctionSpec, QueueName, Topology } from '../topology.ts';
import type { Queues } from './queues.ts';
import { type SecretId, type Secrets, secretName } from './secrets.ts';
import type { Settings } from './settings.ts';

export interface Surroundings {
  readonly topology: Topology;
  readonly settings: Settings;
  readonly table: TableV2;
  readonly secrets: Secrets;
  readonly queues: Queues;
  readonly publicUrl: string;
}

type Environment = Record<string, string>;
const queueVariable = (name: QueueName): string => `${name.toUpperCase()}_QUEUE_URL`;
const secretVariable = (id: SecretId): string => `${id.toUpperCase()}_SECRET_ID`;

/** Exactly what the function declares: a name that it is not given, it cannot reach by mistake. */
export const environmentOf = (spec: FunctionSpec, around: Surroundings): Environment => {
  const { topology, settings, table, secrets, queues, publicUrl } = around;
  const { stage, mailFrom, tokenVault } = settings;
  return {
    PUBLIC_URL: publicUrl,
    ...(spec.table !== 'none' && { TABLE_NAME: table.tableName }),
    ...Object.fromEntries(spec.sends.map((name) => [queueVariable(name), queues[name].queue.queueUrl])),
    ...Object.fromEntries(spec.secrets.map((id) => [secretVariable(id), secrets[id].secretArn])),
    ...(spec.connectionSecrets && {
      CONNECTION_SECRET_PREFIX: secretName(stage, topology.connectionSecretPrefix),
      TOKEN_VAULT: tokenVault,
    }),
    ...((spec.mails || spec.namesSender) && { MAIL_FROM: mailFrom }),
  };
};
