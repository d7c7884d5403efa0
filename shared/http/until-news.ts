import { setTimeout as pause } from 'node:timers/promises';
import { isKnown } from './entity-tag.ts';
import type { Reply } from './reply.ts';

const EVERY_MS = 200;
export interface Tagged {
  readonly body: unknown;
  readonly etag: string;
}

interface Asked {
  readonly ifNoneMatch: string | undefined;
  readonly waitSeconds: number;
}

/** Asks again while the caller has seen this very state, for as long as they are ready to wait: so a page learns that something finished. */
export const untilNews = async (
  read: () => Promise<Tagged>,
  { ifNoneMatch, waitSeconds }: Asked,
): Promise<Reply> => {
  const until = performance.now() + waitSeconds * 1000;
  for (;;) {
    const { body, etag } = await read();
    if (!isKnown(ifNoneMatch, etag)) return { status: 200, body, headers: { etag } };
    if (performance.now() + EVERY_MS > until) return { status: 304, headers: { etag } };
    await pause(EVERY_MS);
  }
};
