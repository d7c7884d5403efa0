import { startGoogle } from '../simulators/google/main.ts';
import { startMicrosoft } from '../simulators/microsoft/main.ts';
import type { Simulator } from '../simulators/simulator.ts';
import { startZoom } from '../simulators/zoom/main.ts';
import { topology } from '../topology.ts';
import { type EngineOptions, type Engines, startEngines } from './engines.ts';
import { environmentOf } from './environment.ts';
import { type Identity, startIdentity } from './identity.ts';
import { secretSeeds } from './secret-seeds.ts';

export interface Cloud {
  readonly engines: Engines;
  readonly identity: Identity;
  readonly google: Simulator;
  readonly microsoft: Simulator;
  readonly zoom: Simulator;
  readonly environment: Record<string, string>;
  /** Secrets, queues, mail, tables and providers as on the first day. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const GOOGLE = { clientId: 'local-client.apps.googleusercontent.com', clientSecret: 'local-client-secret' };
const MICROSOFT = {
  clientId: 'b4a1c9d2-6f0e-4c7a-9a55-6d3c1e8f7a20',
  clientSecret: 'local-microsoft-client-secret',
};
const ZOOM = {
  clientId: 'local-zoom-client',
  clientSecret: 'local-zoom-client-secret',
  webhookSecret: 'local-zoom-webhook-secret',
};
const callback = (hub: string, provider: 'google' | 'microsoft' | 'zoom'): string =>
  `${hub}/v1/oauth/${provider}/callback`;

/** Microsoft sends users back to one address, and an admin who approved the app to another. */
const microsoftCallbacks = (hub: string): string[] => [
  callback(hub, 'microsoft'),
  `${hub}/v1/oauth/microsoft/admin-consent`,
];

/** Zoom delivers only to an address that answers its challenge, so none is entered before the route exists. */
const webhookOf = (hub: string): { webhookUrl?: string } =>
  'POST /webhooks/zoom' in topology.routes ? { webhookUrl: `${hub}/webhooks/zoom` } : {};

/** Everything around the hub that is not ours. */
export const startCloud = async (hub: string, options: EngineOptions): Promise<Cloud> => {
  const [engines, identity, google, microsoft, zoom] = await Promise.all([
    startEngines(options),
    startIdentity(),
    startGoogle({ ...GOOGLE, redirectUris: () => [callback(hub, 'google')] }),
    startMicrosoft({ ...MICROSOFT, redirectUris: () => microsoftCallbacks(hub) }),
    startZoom({ ...ZOOM, ...webhookOf(hub), redirectUris: () => [callback(hub, 'zoom')] }),
  ]);
  const { queues, queueServer, ses, mailbox, secrets, tables } = engines;
  const { webhookSecret, ...app } = ZOOM;
  const seeds = secretSeeds({
    google: GOOGLE,
    microsoft: MICROSOFT,
    zoom: { ...app, webhookSecrets: [webhookSecret] },
  });
  secrets.reset(seeds);
  return {
    engines,
    identity,
    google,
    microsoft,
    zoom,
    environment: environmentOf(engines, {
      hub,
      google: google.url,
      microsoft: microsoft.url,
      zoom: zoom.url,
    }),
    reset: async () => {
      queues.clear();
      queueServer.faults.clear();
      ses.faults.clear();
      mailbox.clear();
      secrets.reset(seeds);
      google.reset();
      microsoft.reset();
      zoom.reset();
      await tables.reset();
    },
    close: async () => {
      await Promise.all([engines.close(), identity.close(), google.close(), microsoft.close(), zoom.close()]);
    },
  };
};
