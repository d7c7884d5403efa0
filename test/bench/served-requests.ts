import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const isRequest = (message: unknown): message is { readonly request: IncomingMessage } =>
  typeof message === 'object' && message !== null && 'request' in message;

/** `DynamoDB_20120810.GetItem`, `secretsmanager.GetSecretValue`, `AmazonSQS.SendMessage`; the path where there is none. */
const nameOf = ({ headers, method, url }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? `${method} ${url}`);

/** Counts what the servers of this process are asked: the local AWS and the simulators, by their operation. */
export const servedRequests = () => {
  let names: string[] = [];
  subscribe('http.server.request.start', (message) => {
    if (isRequest(message)) names.push(nameOf(message.request));
  });
  return {
    clear: (): void => {
      names = [];
    },
    of: (service: string): readonly string[] => names.filter((name) => name.startsWith(service)),
  };
};

export type ServedRequests = ReturnType<typeof servedRequests>;
