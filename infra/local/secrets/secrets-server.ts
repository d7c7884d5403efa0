import { randomUUID } from 'node:crypto';
import { type Reply, type Running, serve } from '../../serve.ts';
import { AwsFaults } from '../aws-faults.ts';
import { secretOperations } from './secret-operations.ts';
import { Secrets } from './secrets.ts';
import { SecretsError } from './secrets-error.ts';
import { writeLimit } from './write-limit.ts';

export interface SecretsServer extends Running {
  readonly secrets: Secrets;
  /** `cut` is an unknown outcome: the write counts, its answer never comes. */
  readonly faults: AwsFaults<'throttle'>;
  /** How many writes one instant may see; the next reset sets it back. */
  limitBurst(writes: number): void;
  /** Nothing but these, by name. */
  reset(seeds: Record<string, string>): void;
}

const LIMITED = new Set(['PutSecretValue', 'UpdateSecret']);
const USUAL_BURST = 1000;

const json = (status: number, body: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
});
const refused = ({ code, message }: SecretsError): Reply =>
  json(400, { __type: code, Message: message, message });
const throttled = (): Reply => refused(new SecretsError('ThrottlingException', 'Rate exceeded'));

/** Secrets Manager, with what production punishes: reserved names, too many versions, too many writes. */
export const startSecrets = async (): Promise<SecretsServer> => {
  const secrets = new Secrets();
  const limit = writeLimit();
  const faults = new AwsFaults({ throttle: throttled });
  const run = (name: string, text: string): Reply => {
    if (LIMITED.has(name) && !limit.take()) return throttled();
    try {
      const operation = secretOperations[name];
      if (!operation) throw new SecretsError('UnknownOperationException', `${name} is not supported here.`);
      return json(200, operation(secrets, JSON.parse(text)));
    } catch (error) {
      if (error instanceof SecretsError) return refused(error);
      throw error;
    }
  };
  const server = await serve(({ headers }, body) => {
    const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
    const text = body.toString('utf8');
    return faults.meet({ operation, text }, () => run(operation, text));
  });
  return {
    ...server,
    secrets,
    faults,
    limitBurst: limit.set,
    reset: (seeds) => {
      faults.clear();
      limit.set(USUAL_BURST);
      secrets.load([]);
      for (const [name, SecretString] of Object.entries(seeds))
        secrets.create(name).put(randomUUID(), { SecretString });
    },
  };
};
