import { serve } from '../../serve.ts';
import { httpCall } from '../http-call.ts';
import type { Simulator } from '../simulator.ts';
import { route } from './routes.ts';
import { type AppOptions, createWorld, type World } from './world.ts';

/** Entra ID's v2.0 endpoints, Graph v1.0 and its change notifications on one origin of this machine. */
export const startMicrosoft = async ({
  port,
  ...app
}: AppOptions & { readonly port?: number }): Promise<Simulator> => {
  let world: World | undefined;
  const current = (): World => {
    world ??= createWorld(url, app);
    return world;
  };
  const { url, close } = await serve((request, body) => route(current(), httpCall(request, body)), port);
  return {
    url,
    reset: () => {
      world?.courier.stop();
      world = undefined;
    },
    nextDue: () => current().jobs.nextDue(),
    runDue: () => current().jobs.runDue(),
    idle: async () => {
      // What was just done is told in the same turn, after it.
      await Promise.resolve();
      return current().courier.idle();
    },
    close: async () => {
      world?.courier.stop();
      await close();
    },
  };
};
