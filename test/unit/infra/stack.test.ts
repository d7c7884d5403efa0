import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { topology } from '../../../infra/topology.ts';
import { all, functions, nameOf, of, queues, resources, sorted, text } from './cdk/synthesised.ts';

describe('the synthesised stack', () => {
  test('has exactly the routes of the topology, each behind its door', () => {
    const integrations = new Map(
      all('AWS::ApiGatewayV2::Integration', {
        IntegrationUri: text,
        PayloadFormatVersion: z.literal('2.0'),
      }).map(({ name, IntegrationUri }) => [`integrations/${name}`, IntegrationUri]),
    );
    const built = all('AWS::ApiGatewayV2::Route', {
      RouteKey: text,
      Target: text,
      AuthorizationType: text,
      AuthorizerId: text.optional(),
    }).map((route) => [
      route.RouteKey,
      integrations.get(route.Target),
      route.AuthorizationType,
      route.AuthorizerId,
    ]);
    const declared = Object.entries(topology.routes).map(([key, { function: name, access }]) => [
      key,
      `${name}-function.Arn`,
      ...(access === 'jwt' ? ['JWT', 'api/product'] : ['NONE', undefined]),
    ]);
    expect(built).toEqual(declared);
  });

  test('lets the gateway judge tokens by the configured issuer and audience', () => {
    const [authorizer, ...others] = all('AWS::ApiGatewayV2::Authorizer', { JwtConfiguration: z.unknown() });
    expect(others).toEqual([]);
    expect(authorizer?.JwtConfiguration).toEqual({
      Audience: ['meridian'],
      Issuer: 'https://issuer.example/',
    });
  });

  test('logs of a request neither path nor query, and throttles the stage', () => {
    const [stage, ...others] = all('AWS::ApiGatewayV2::Stage', {
      StageName: text,
      AccessLogSettings: z.object({ Format: text }),
      DefaultRouteSettings: z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() }),
    });
    expect(others).toEqual([]);
    expect(stage?.StageName).toBe('$default');
    expect(stage?.AccessLogSettings.Format).toContain('$context.routeKey');
    expect(stage?.AccessLogSettings.Format).not.toMatch(/path|query|\$context\.identity/i);
  });

  test('has exactly the functions of the topology, each with a log that ends', () => {
    const built = all('AWS::Lambda::Function', {
      MemorySize: z.number(),
      Timeout: z.number(),
      Runtime: text,
      Architectures: z.array(text),
      Role: text,
      LoggingConfig: z.object({ LogGroup: text }),
    }).map(({ id, ...properties }) => properties);
    const declared = of(functions, (name, { memoryMb, timeoutSeconds }) => [
      {
        name: `${name}-function`,
        MemorySize: memoryMb,
        Timeout: timeoutSeconds,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Role: `${name}-role.Arn`,
        LoggingConfig: { LogGroup: `${name}-log` },
      },
    ]);
    expect(built).toEqual(declared);
    const logs = all('AWS::Logs::LogGroup', { RetentionInDays: z.literal(30) }).map(({ name }) => name);
    expect(sorted(logs)).toEqual(
      sorted(['access-log', ...Object.keys(functions).map((name) => `${name}-log`)]),
    );
  });

  test('gives a function in its environment what it declares, and no more', () => {
    const built = all('AWS::Lambda::Function', { Environment: z.object({ Variables: z.unknown() }) }).map(
      ({ name, Environment }) => [name, Environment.Variables],
    );
    const declared = of(
      functions,
      (name, { table, sends, secrets, connectionSecrets, mails, namesSender }) => [
        [
          `${name}-function`,
          {
            PUBLIC_URL: 'api.ApiEndpoint',
            ...(table !== 'none' && { TABLE_NAME: 'table' }),
            ...(sends.includes('sync') && { SYNC_QUEUE_URL: 'sync-queue' }),
            ...(sends.includes('provision') && { PROVISION_QUEUE_URL: 'provision-queue' }),
            ...(sends.includes('mail') && { MAIL_QUEUE_URL: 'mail-queue' }),
            ...(secrets.includes('google') && { GOOGLE_SECRET_ID: 'google-secret' }),
            ...(secrets.includes('microsoft') && { MICROSOFT_SECRET_ID: 'microsoft-secret' }),
            ...(secrets.includes('zoom') && { ZOOM_SECRET_ID: 'zoom-secret' }),
            ...(secrets.includes('keys') && { KEYS_SECRET_ID: 'keys-secret' }),
            ...(connectionSecrets && {
              CONNECTION_SECRET_PREFIX: 'test/meridian/connections/',
              TOKEN_VAULT: 'envelope',
            }),
            ...([mails, namesSender].some(Boolean) && { MAIL_FROM: 'Meridian <hub@mail.example>' }),
          },
        ],
      ],
    );
    expect(built).toEqual(declared);
  });

  test('has exactly the queues of the topology, each with dead letters and its one consumer', () => {
    const built = all('AWS::SQS::Queue', {
      FifoQueue: z.boolean().default(false),
      DeduplicationScope: text.optional(),
      FifoThroughputLimit: text.optional(),
      VisibilityTimeout: z.number().optional(),
      MessageRetentionPeriod: z.number(),
      RedrivePolicy: z.unknown().optional(),
    }).map(({ id, ...properties }) => properties);
    const declared = of(queues, (name, { fifo, visibilitySeconds, maxReceiveCount }) => {
      const kind = fifo
        ? { FifoQueue: true, DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' }
        : { FifoQueue: false };
      const deadLetterTargetArn = `${name}-dead-letters.Arn`;
      return [
        { name: `${name}-dead-letters`, ...kind, MessageRetentionPeriod: 1_209_600 },
        {
          name: `${name}-queue`,
          ...kind,
          VisibilityTimeout: visibilitySeconds,
          MessageRetentionPeriod: 345_600,
          RedrivePolicy: { deadLetterTargetArn, maxReceiveCount },
        },
      ];
    });
    expect(built).toEqual(declared);
  });

  test('wakes a worker with batches whose failures it reports one by one', () => {
    const built = all('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: text,
      FunctionName: text,
      BatchSize: z.number(),
      FunctionResponseTypes: z.array(text),
      ScalingConfig: z.unknown(),
    }).map(({ id, name, ...properties }) => properties);
    const declared = of(queues, (name, { batchSize, maxConcurrency }) => [
      {
        EventSourceArn: `${name}-queue.Arn`,
        FunctionName: `${name}-function`,
        BatchSize: batchSize,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: maxConcurrency },
      },
    ]);
    expect(built).toEqual(declared);
  });

  test('has exactly the schedules of the topology, under the names that the jobs go by', () => {
    const built = all('AWS::Events::Rule', {
      Name: text,
      ScheduleExpression: text,
      Targets: z.array(z.object({ Arn: text })),
    }).map(({ Name, ScheduleExpression, Targets }) => [
      Name,
      ScheduleExpression,
      Targets.map(({ Arn }) => Arn),
    ]);
    expect(built).toEqual([
      ['meridian-test-sweep', 'rate(1 minute)', ['clock-function.Arn']],
      ['meridian-test-tidy', 'rate(1 hour)', ['clock-function.Arn']],
    ]);
    expect(Object.keys(topology.schedules)).toEqual(['sweep', 'tidy']);
  });

  test('lets nobody invoke a function but the gateway and the schedules', () => {
    const callers = all('AWS::Lambda::Permission', { Principal: text, SourceArn: text }).map(
      ({ Principal }) => Principal,
    );
    expect(sorted(callers)).toEqual([
      ...Object.keys(topology.routes).map(() => 'apigateway.amazonaws.com'),
      ...Object.keys(topology.schedules).map(() => 'events.amazonaws.com'),
    ]);
  });

  test('keeps one table, on demand, recoverable, protected, with the declared indexes', () => {
    const [table, ...others] = all('AWS::DynamoDB::GlobalTable', {
      BillingMode: text,
      KeySchema: z.unknown(),
      GlobalSecondaryIndexes: z.unknown(),
      TimeToLiveSpecification: z.unknown(),
      Replicas: z.array(
        z.object({ DeletionProtectionEnabled: z.boolean(), PointInTimeRecoverySpecification: z.unknown() }),
      ),
    });
    const keys = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ];
    expect(others).toEqual([]);
    expect(table).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys('pk', 'sk'),
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      GlobalSecondaryIndexes: [
        {
          IndexName: 'list',
          KeySchema: keys('listPk', 'listSk'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: topology.table.indexes.list.include },
        },
        {
          IndexName: 'due',
          KeySchema: keys('dueShard', 'dueAt'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
    });
  });

  test('keeps table and secrets when the stack goes', () => {
    const kept = Object.entries(resources).filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain');
    expect(sorted(kept.map(([id]) => nameOf(id)))).toEqual([
      'google-secret',
      'keys-secret',
      'microsoft-secret',
      'table',
      'zoom-secret',
    ]);
  });
});
