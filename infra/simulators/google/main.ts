import { serve } from '../../serve.ts';
import { httpCall } from '../http-call.ts';
import type { Simulator } from '../simulator.ts';
import { route } from './routes.ts';
import { createWorld, type World } from './world.ts';

interface Options {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: () => readonly string[];
  readonly port?: number;
}

/** Google's OAuth 2.0 and Calendar API v3 on one origin of this machine. */
export const startGoogle = async ({ port, ...project }: Options): Promise<Simulator> => {
  let world: World | undefined;
  const current = (): World => {
    world ??= createWorld(url, project);
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
    idle: () => current().courier.idle(),
    close: async () => {
      world?.courier.stop();
      await close();
    },
  };
};
