import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

const isRequest = (message: unknown): message is { readonly request: ClientRequest } =>
  typeof message === 'object' && message !== null && 'request' in message;

/** Counts what this process asks of DynamoDB while `work` goes on, by its operation: `GetItem`, `TransactWriteItems`… */
export const tableRequests = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  const names: string[] = [];
  const heard = (message: unknown): void => {
    const target = isRequest(message) ? String(message.request.getHeader('x-amz-target') ?? '') : '';
    if (target.startsWith('DynamoDB_')) names.push(target.slice(target.indexOf('.') + 1));
  };
  subscribe('http.client.request.start', heard);
  try {
    await work();
  } finally {
    unsubscribe('http.client.request.start', heard);
  }
  return names;
};
