import type { Queues } from '../../ports/queues.ts';

/** People are told of a series once all of its meetings are as they are to be: their own messages would only be read in vain. */
export const withoutMail = <D extends { readonly queues: Queues }>(deps: D): D => ({
  ...deps,
  queues: {
    send: async (messages, delaySeconds) => {
      const others = messages.filter(({ queue }) => queue !== 'mail');
      if (others.length > 0) await deps.queues.send(others, delaySeconds);
    },
  },
});
