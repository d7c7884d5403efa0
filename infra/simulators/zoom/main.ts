import { serve } from '../../serve.ts';
import { httpCall } from '../http-call.ts';
import type { Simulator } from '../simulator.ts';
import { route } from './routes.ts';
import { type AppOptions, createWorld, type World } from './world.ts';

/** Zoom's OAuth 2.0, its REST API v2 and its webhooks on one origin of this machine. */
export const startZoom = async ({
  port,
  ...app
}: AppOptions & { readonly port?: number }): Promise<Simulator> => {
  let world: World | undefined;
  const current = (): World => {
    world ??= createWorld(url, app);
    return world;
  };
  const stop = (): void => {
    world?.courier.stop();
    world?.subscriptions.stop();
  };
  const { url, close } = await serve((request, body) => route(current(), httpCall(request, body)), port);
  return {
    url,
    reset: () => {
      stop();
      world = undefined;
    },
    nextDue: () => current().jobs.nextDue(),
    runDue: () => current().jobs.runDue(),
    idle: async () => {
      const { subscriptions, courier } = current();
      const wasBusy = await Promise.all([subscriptions.idle(), courier.idle()]);
      return wasBusy.includes(true);
    },
    close: async () => {
      stop();
      await close();
    },
  };
};
