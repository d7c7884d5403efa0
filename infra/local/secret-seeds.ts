import { randomBytes } from 'node:crypto';
import { topology } from '../topology.ts';

const ring = (id: string) => ({ current: id, keys: { [id]: randomBytes(32).toString('base64') } });

/** What an operator fills in and a deployment generates; the same for the whole life of a process, as a warm Lambda remembers it. */
export const secretSeeds = (google: { clientId: string; clientSecret: string }): Record<string, string> => ({
  [topology.secrets.google]: JSON.stringify(google),
  [topology.secrets.keys]: JSON.stringify({ mac: ring('k1'), data: ring('d1') }),
});
