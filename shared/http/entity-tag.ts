import { createHash } from 'node:crypto';
import { HubError } from '../errors.ts';

/** Strong, as every write raises a version; of several items where an answer is made of several. */
export const entityTag = (...versions: readonly number[]): string => `"${versions.join('.')}"`;

const named = (header: string): string[] => header.split(',').map((tag) => tag.trim());

/** `If-Match`: refuses a change of something that has changed since the caller read it. No tag = it does not exist. */
export const requireMatch = (ifMatch: string | undefined, tag: string | undefined): void => {
  if (ifMatch === undefined) return;
  const tags = named(ifMatch);
  if (tag === undefined || !(tags.includes('*') || tags.includes(tag)))
    throw new HubError('stale', { detail: 'Read it again, and repeat the change with its new ETag.' });
};

/** `If-None-Match`: whether the caller has this very state already. */
export const isKnown = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined &&
  named(ifNoneMatch).some((each) => each === '*' || each.replace(/^W\//u, '') === tag);

/** Of an answer that is made of many things: it changes with whatever a reader can see. */
export const contentTag = (body: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
