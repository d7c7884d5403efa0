import { z } from 'zod';
import type { Call } from './call.ts';

const answered = z.record(z.string(), z.unknown());

/** Any other DynamoDB, asked in our name: AWS's own DynamoDB Local dates its answers by the real clock, our server by ours. */
export const remoteEngine =
  ({ url, accessKeyId }: { url: string; accessKeyId: string }): Call =>
  async (operation, input) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=l`,
      },
      body: JSON.stringify(input),
    });
    return { status: response.status, body: answered.parse(await response.json()) };
  };
