import type { Hub } from './hub.ts';

/** The names of the secrets that hold refresh tokens. */
export const connectionSecrets = ({ aws }: Hub): string[] =>
  aws.secrets.secrets
    .all()
    .map(({ state }) => state.name)
    .filter((name) => name.startsWith('meridian/connections/'));
