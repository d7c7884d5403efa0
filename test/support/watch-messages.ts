import type { Sent } from '../../infra/local/queues/message.ts';
import type { Queue } from '../../infra/local/queues/queue.ts';
import type { Hub } from './hub.ts';

const watch = (queue: Queue, seen: string[]): (() => void) => {
  const send = queue.send.bind(queue);
  const note = (sent: Sent): ReturnType<Queue['send']> => {
    seen.push(JSON.stringify(sent));
    return send(sent);
  };
  Object.assign(queue, { send: note });
  return () => {
    Reflect.deleteProperty(queue, 'send');
  };
};

/** Keeps what is sent to any queue from now on, as it was sent. */
export const watchMessages = ({ aws }: Hub): { seen(): readonly string[]; end(): void } => {
  const seen: string[] = [];
  const ends = Object.values(aws.byName).map(({ queue }) => watch(queue, seen));
  return {
    seen: () => seen,
    end: () => {
      for (const end of ends) end();
    },
  };
};
