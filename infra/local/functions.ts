import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import pLimit, { type LimitFunction } from 'p-limit';
import { type FunctionName, topology } from '../topology.ts';

export type Handlers = Record<FunctionName, unknown>;
type Handler = (event: unknown, context: Context) => unknown;

interface Options {
  readonly handlers: Partial<Handlers>;
  /** Told what CloudWatch would be: a handler that threw or took too long. */
  readonly onError: (name: FunctionName, error: unknown) => void;
}
export interface Functions {
  invoke(name: FunctionName, event: unknown): Promise<unknown>;
}

/**
 * Invocations of one function at a time. Lambda would start a container for each; here all share this process, and more of them at once
 * would only make each slower, until their time is up. Whoever waits has not begun.
 */
const AT_ONCE = 40;

const isHandler = (value: unknown): value is Handler => typeof value === 'function';
const nothing = (): void => undefined;

const contextOf = (name: FunctionName): Context => {
  const awsRequestId = randomUUID();
  const { memoryMb, timeoutSeconds } = topology.functions[name];
  const endsAt = performance.now() + timeoutSeconds * 1000;
  return {
    awsRequestId,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: `local/[$LATEST]${awsRequestId}`,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(endsAt - performance.now())),
    done: nothing,
    fail: nothing,
    succeed: nothing,
  };
};

const outOfTime = (ms: number): { after: Promise<never>; cancel(): void } => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`Task timed out after ${ms / 1000} seconds`)), ms);
  return { after: promise, cancel: () => clearTimeout(timer) };
};

/** Invokes the deployed handlers in this process, with Lambda's context and time limit. */
export const functionsOf = ({ handlers, onError }: Options): Functions => {
  const lines = new Map<FunctionName, LimitFunction>();
  const lineOf = (name: FunctionName): LimitFunction => {
    const line = lines.get(name) ?? pLimit(AT_ONCE);
    lines.set(name, line);
    return line;
  };
  const run = async (name: FunctionName, event: unknown): Promise<unknown> => {
    const handler = handlers[name];
    if (!isHandler(handler)) throw new Error(`the function ${name} has no handler`);
    const limit = outOfTime(topology.functions[name].timeoutSeconds * 1000);
    try {
      return await Promise.race([handler(event, contextOf(name)), limit.after]);
    } finally {
      limit.cancel();
    }
  };
  return {
    invoke: async (name, event) => {
      try {
        return await lineOf(name)(run, name, event);
      } catch (error) {
        onError(name, error);
        throw error;
      }
    },
  };
};
