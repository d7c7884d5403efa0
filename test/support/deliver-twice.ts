import type { Queue } from '../../infra/local/queues/queue.ts';
import { messageOfHandle } from '../../infra/local/queues/receipt-handle.ts';
import type { Hub } from './hub.ts';

const twice = (queue: Queue): (() => void) => {
  const seen = new Set<string>();
  const settle = queue.settle.bind(queue);
  const forget = (handle: string): void => {
    const id = messageOfHandle(queue.name, handle);
    if (seen.has(id)) settle(handle);
    else queue.hide(handle, 0);
    seen.add(id);
  };
  Object.assign(queue, { settle: forget });
  return () => {
    Reflect.deleteProperty(queue, 'settle');
  };
};

/** From now on every message is delivered a second time after it was done; returns how to end that. */
export const deliverTwice = ({ aws }: Hub): (() => void) => {
  const ends = Object.values(aws.byName).map(({ queue }) => twice(queue));
  return () => {
    for (const end of ends) end();
  };
};
