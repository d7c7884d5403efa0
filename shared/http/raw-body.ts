import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** The bytes as they were sent: signatures are made over these, never over JSON written anew. */
export const rawBody = ({
  body,
  isBase64Encoded,
}: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>): Buffer =>
  Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
