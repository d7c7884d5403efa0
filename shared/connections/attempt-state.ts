import { createHash, timingSafeEqual } from 'node:crypto';

const STATE = /^(att_[a-z2-7]{26})\.([A-Za-z0-9_-]{43})$/u;

/** What is kept of a state's secret: enough to know it again, too little to forge it. */
export const stateHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const writeState = (attemptId: string, secret: string): string => `${attemptId}.${secret}`;

/** The attempt that a `state` names, and its secret; undefined where it is none of ours. */
export const parseState = (state: string | undefined): { attemptId: string; secret: string } | undefined => {
  const [, attemptId, secret] = STATE.exec(state ?? '') ?? [];
  return attemptId === undefined || secret === undefined ? undefined : { attemptId, secret };
};

/** Compared in constant time. */
export const isStateOf = (secret: string, hash: string): boolean => {
  const [given, kept] = [Buffer.from(stateHash(secret)), Buffer.from(hash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
};
