import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import dynalite from 'dynalite';
import { z } from 'zod';
import type { Call } from './call.ts';

const answered = z.record(z.string(), z.unknown());

/** Dynalite asks for these and checks neither signature nor time. */
const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  authorization:
    'AWS4-HMAC-SHA256 Credential=l/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=l',
  'x-amz-date': '20260101T000000Z',
};

/** Hands requests to dynalite's own listener without a socket, so that nobody reaches it round the transactions. */
export const dynaliteEngine = (path?: string): Call => {
  const engine = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...(path && { path }) });
  return (operation, input) =>
    new Promise((resolve) => {
      const request = new IncomingMessage(new Socket());
      request.method = 'POST';
      request.url = '/';
      request.headers = { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` };
      const response = new ServerResponse(request);
      response.end = (chunk?: unknown) => {
        const text = typeof chunk === 'string' && chunk !== '' ? chunk : '{}';
        resolve({ status: response.statusCode, body: answered.parse(JSON.parse(text)) });
        return response;
      };
      engine.emit('request', request, response);
      request.push(JSON.stringify(input));
      request.push(null);
    });
};
