import { randomBytes } from 'node:crypto';
import { topology } from '../topology.ts';

const ring = (id: string) => ({ current: id, keys: { [id]: randomBytes(32).toString('base64') } });

interface App {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface Apps {
  readonly google: App;
  readonly microsoft: App;
  readonly zoom: App & { readonly webhookSecrets: readonly string[] };
}

/** What an operator fills in and a deployment generates; the same for the whole life of a process, as a warm Lambda remembers it. */
export const secretSeeds = ({ google, microsoft, zoom }: Apps): Record<string, string> => ({
  [topology.secrets.google]: JSON.stringify(google),
  [topology.secrets.microsoft]: JSON.stringify(microsoft),
  [topology.secrets.zoom]: JSON.stringify(zoom),
  [topology.secrets.keys]: JSON.stringify({ mac: ring('k1'), data: ring('d1') }),
});
