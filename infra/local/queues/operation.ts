import { z } from 'zod';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';
import { SqsError } from './sqs-error.ts';

export interface Caller {
  readonly queues: Queues;
  readonly url: (queue: Queue) => string;
  /** Ends when the caller hangs up. */
  readonly signal: AbortSignal;
}
type Output = Record<string, unknown>;
export type Operation = (caller: Caller, input: unknown) => Output | Promise<Output>;

const asSqsError = ({ issues: [issue] }: z.ZodError): SqsError => {
  const name = issue?.path.join('.') ?? '';
  const isMissing = issue?.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return isMissing
    ? new SqsError('MissingParameter', `The request must contain the parameter ${name}.`)
    : new SqsError(
        'InvalidParameterValue',
        `Value for parameter ${name} is invalid. Reason: ${issue?.message}.`,
      );
};

/** An operation sees its input parsed, or is not called. */
export const operation =
  <Schema extends z.ZodType>(
    schema: Schema,
    run: (caller: Caller, input: z.infer<Schema>) => Output | Promise<Output>,
  ): Operation =>
  (caller, input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw asSqsError(parsed.error);
    return run(caller, parsed.data);
  };

export const queueUrl = z.string();

export const queueAt = ({ queues }: Caller, url: string): Queue => queues.get(url.split('/').at(-1) ?? '');
