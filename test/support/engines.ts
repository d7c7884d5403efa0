import type { TestProject } from 'vitest/node';
import { startDynamoDbLocal } from './dynamodb-local.ts';

declare module 'vitest' {
  interface ProvidedContext {
    tablesUrl: string | undefined;
  }
}

/** `DDB_ENGINE=local` runs the same suites on AWS's own DynamoDB Local. */
export default async ({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> => {
  if (process.env.DDB_ENGINE !== 'local') {
    provide('tablesUrl', undefined);
    return undefined;
  }
  const { url, close } = await startDynamoDbLocal();
  provide('tablesUrl', url);
  return close;
};
