import { createHash } from 'node:crypto';
import type { Sent } from './message.ts';

const WINDOW_MS = 300_000;
type Entry = [key: string, accepted: { id: string; sequence: string; until: number }];

/** What a FIFO queue accepted in the last five minutes. */
export class DedupeWindow {
  private known = new Map<Entry[0], Entry[1]>();

  find(key: string): { id: string; sequence: string } | undefined {
    const earlier = this.known.get(key);
    return earlier && earlier.until > Date.now() ? earlier : undefined;
  }

  remember(key: string, { id, sequence }: { id: string; sequence: string }): void {
    for (const [old, { until }] of this.known) if (until <= Date.now()) this.known.delete(old);
    this.known.set(key, { id, sequence, until: Date.now() + WINDOW_MS });
  }

  entries(): Entry[] {
    return [...this.known];
  }

  load(entries: readonly Entry[]): void {
    this.known = new Map(entries);
  }
}

/** With scope `messageGroup`, the same id in two groups is two messages. */
export const dedupeKey = ({ group = '', dedupe, body }: Sent, scope: string | undefined): string =>
  `${scope === 'messageGroup' ? `${group}\n` : ''}${dedupe ?? createHash('sha256').update(body).digest('hex')}`;
