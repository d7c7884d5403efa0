import { randomBytes } from 'node:crypto';

/** Two characters: with them a channel token is as long as the providers allow, no longer. */
const FIRST = 'k1';

const ring = () => ({ current: FIRST, keys: { [FIRST]: randomBytes(32).toString('base64') } });

/** What the secret `keys` holds: `mac` signs channel tokens, `data` encrypts access tokens. */
process.stdout.write(`${JSON.stringify({ mac: ring(), data: ring() })}\n`);
