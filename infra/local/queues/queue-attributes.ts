import { z } from 'zod';
import { SqsError } from './sqs-error.ts';

const RANGES: Record<string, readonly [number, number]> = {
  DelaySeconds: [0, 900],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  VisibilityTimeout: [0, 43_200],
};
const DEFAULTS: Record<string, string> = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  VisibilityTimeout: '30',
};
const FIFO_DEFAULTS: Record<string, string> = {
  ContentBasedDeduplication: 'false',
  DeduplicationScope: 'queue',
  FifoThroughputLimit: 'perQueue',
};

const redrivePolicy = z.object({
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
  deadLetterTargetArn: z.string(),
});
export type RedrivePolicy = z.infer<typeof redrivePolicy>;

const invalid = (name: string, value: string): SqsError =>
  new SqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}: ${value}`);

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const redriveOf = ({ RedrivePolicy }: Record<string, string>): RedrivePolicy | undefined => {
  if (!RedrivePolicy) return undefined;
  const parsed = redrivePolicy.safeParse(json(RedrivePolicy));
  if (!parsed.success) throw invalid('RedrivePolicy', RedrivePolicy);
  return parsed.data;
};

/** What was asked for, with AWS's defaults beneath. */
export const queueAttributes = (asked: Record<string, string>): Record<string, string> => {
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = asked[name];
    if (value !== undefined && !(Number(value) >= least && Number(value) <= most)) throw invalid(name, value);
  }
  redriveOf(asked);
  return { ...DEFAULTS, ...(asked.FifoQueue === 'true' && FIFO_DEFAULTS), ...asked };
};
