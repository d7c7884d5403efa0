import { z } from 'zod';
import { play } from './play.ts';
import { threadedHub } from './torture-hub.ts';

/** From the parent: which seed next; the bundles come first. */
const Order = z.union([
  z.object({ files: z.record(z.string(), z.string()) }),
  z.object({ seed: z.number(), steps: z.number() }),
]);

let stage: ReturnType<typeof threadedHub> | undefined;
const obey = async (message: unknown): Promise<void> => {
  const order = Order.parse(message);
  if ('files' in order) stage = threadedHub(order.files);
  else if (stage) process.send?.(await play(await stage, order.seed, order.steps));
};

process.on('message', (message: unknown) => {
  // Unhandled it ends this process, and the parent says which seed did that.
  obey(message).catch((error: unknown) => {
    throw error;
  });
});
