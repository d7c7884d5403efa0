import type { Log } from './ports/log.ts';

const write = (level: string, event: string, fields: object): void => {
  process.stdout.write(`${JSON.stringify({ level, event, at: new Date().toISOString(), ...fields })}\n`);
};

/** The name, code and stack of an error, never its message: messages of others hold what people typed. */
const evidence = (error: unknown): object =>
  error instanceof Error
    ? {
        error: error.name,
        code: 'code' in error ? String(error.code) : undefined,
        stack: error.stack
          ?.split('\n')
          .filter((row) => row.startsWith('    at '))
          .slice(0, 8),
        cause: error.cause instanceof Error ? error.cause.name : undefined,
      }
    : { error: typeof error };

/** One JSON line an event, for CloudWatch. */
export const log: Log = {
  info: (event, fields = {}) => write('info', event, fields),
  error: (event, error, fields = {}) => write('error', event, { ...fields, ...evidence(error) }),
};
