import type { Message } from './message.ts';

const NOISY_IN_FLIGHT = 30;
const NOISY_SHARE = 0.1;

/**
 * A group that holds many of the messages in flight goes last, so that its neighbours do not wait for it:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 */
export const fairOrder = (available: readonly Message[], inFlight: readonly Message[]): Message[] => {
  const held = Map.groupBy(inFlight, ({ group }) => group);
  const isNoisy = ({ group }: Message): boolean => {
    const count = group === undefined ? 0 : (held.get(group)?.length ?? 0);
    return count >= NOISY_IN_FLIGHT && count > inFlight.length * NOISY_SHARE;
  };
  return [...available.filter((each) => !isNoisy(each)), ...available.filter(isNoisy)];
};
