import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { all, functions, of, sorted, text } from './synthesised.ts';

const texts = z.union([text.transform((one) => [one]), z.array(text)]);
const Document = z.object({
  Statement: z.array(
    z.strictObject({
      Effect: z.literal('Allow'),
      Action: texts,
      Resource: texts,
      Condition: z.unknown().optional(),
    }),
  ),
});

const HERE = 'AWS::Region:AWS::AccountId';
const LOGS = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const WRITE = [
  ...READ,
  'dynamodb:ConditionCheckItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
];
const TABLE = { none: [], read: READ, write: WRITE };
const CONSUME = [
  'sqs:ReceiveMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueUrl',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
];
const CONNECTION = [
  'secretsmanager:CreateSecret',
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'secretsmanager:DeleteSecret',
];
const FROM_US = '{"StringEquals":{"ses:FromAddress":"hub@mail.example"}}';

const may = (who: string, actions: readonly string[], ...on: readonly string[]): string[] =>
  actions.flatMap((action) => on.map((resource) => `${who} ${action} ${resource}`));

const built = all('AWS::IAM::Policy', { PolicyDocument: Document, Roles: z.tuple([text]) }).flatMap(
  ({ PolicyDocument, Roles: [role] }) =>
    PolicyDocument.Statement.flatMap(({ Action, Resource, Condition }) =>
      may(role, Action, ...Resource.map((on) => (Condition ? `${on} ${JSON.stringify(Condition)}` : on))),
    ),
);

describe('the grants of the stack', () => {
  test('are what the topology declares, both ways', () => {
    const declared = of(functions, (name, { table, sends, secrets, connectionSecrets, mails }) => {
      const role = `${name}-role`;
      return [
        ...may(role, LOGS, `${name}-log.Arn`),
        ...may(role, TABLE[table], 'table.Arn', 'table.Arn/index/*'),
        ...may(role, ['sqs:SendMessage'], ...sends.map((queue) => `${queue}-queue.Arn`)),
        ...may(role, ['secretsmanager:GetSecretValue'], ...secrets.map((id) => `${id}-secret`)),
        ...(connectionSecrets
          ? may(
              role,
              CONNECTION,
              `arn:AWS::Partition:secretsmanager:${HERE}:secret:test/meridian/connections/*`,
            )
          : []),
        ...(mails
          ? may(
              role,
              ['ses:SendRawEmail'],
              `arn:AWS::Partition:ses:${HERE}:identity/mail-identity ${FROM_US}`,
              `arn:AWS::Partition:ses:${HERE}:configuration-set/mail-configuration ${FROM_US}`,
            )
          : []),
        ...(['sync', 'provision', 'mail'].includes(name) ? may(role, CONSUME, `${name}-queue.Arn`) : []),
      ];
    });
    expect(sorted(built)).toEqual(sorted(declared));
  });

  test('name every action: none is a pattern', () => {
    expect(built.filter((grant) => grant.split(' ')[1]?.includes('*'))).toEqual([]);
  });

  test('come by no other way: no managed policy, no policy inside a role', () => {
    const roles = all('AWS::IAM::Role', {
      ManagedPolicyArns: z.unknown().optional(),
      Policies: z.unknown().optional(),
    });
    expect(roles.map(({ id, ...role }) => role)).toEqual(of(functions, (name) => [{ name: `${name}-role` }]));
  });
});
