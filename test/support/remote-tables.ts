import type { EngineOptions } from '../../infra/local/engines.ts';

/** DynamoDB Local has a database for each access key: one a worker. */
export const remoteTables = (url: string | undefined): Pick<EngineOptions, 'remoteTables'> =>
  url ? { remoteTables: { url, accessKeyId: `local${process.env.VITEST_POOL_ID ?? '0'}` } } : {};
