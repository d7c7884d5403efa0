import { startGoogle } from '../simulators/google/main.ts';
import type { Simulator } from '../simulators/simulator.ts';
import { type EngineOptions, type Engines, startEngines } from './engines.ts';
import { environmentOf } from './environment.ts';
import { type Identity, startIdentity } from './identity.ts';
import { secretSeeds } from './secret-seeds.ts';

export interface Cloud {
  readonly engines: Engines;
  readonly identity: Identity;
  readonly google: Simulator;
  readonly environment: Record<string, string>;
  /** Secrets, queues, mail, tables and providers as on the first day. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const GOOGLE = { clientId: 'local-client.apps.googleusercontent.com', clientSecret: 'local-client-secret' };
const CALLBACK = '/v1/oauth/google/callback';

/** Everything around the hub that is not ours. */
export const startCloud = async (hub: string, options: EngineOptions): Promise<Cloud> => {
  const [engines, identity, google] = await Promise.all([
    startEngines(options),
    startIdentity(),
    startGoogle({ ...GOOGLE, redirectUris: () => [`${hub}${CALLBACK}`] }),
  ]);
  const { queues, queueServer, ses, mailbox, secrets, tables } = engines;
  const seeds = secretSeeds(GOOGLE);
  secrets.reset(seeds);
  return {
    engines,
    identity,
    google,
    environment: environmentOf(engines, { hub, google: google.url }),
    reset: async () => {
      queues.clear();
      queueServer.faults.clear();
      ses.faults.clear();
      mailbox.clear();
      secrets.reset(seeds);
      google.reset();
      await tables.reset();
    },
    close: async () => {
      await Promise.all([engines.close(), identity.close(), google.close()]);
    },
  };
};
