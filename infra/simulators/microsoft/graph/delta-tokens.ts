import { randomBytes } from 'node:crypto';
import type { Window } from './feed.ts';
import type { Item } from './series.ts';

/** What a page of changes holds of one event: all of it, of an occurrence the times only, or that it is gone. */
export type Entry =
  | { readonly kind: 'full' | 'bare'; readonly item: Item }
  | { readonly kind: 'removed'; readonly key: string; readonly generation: number };

/** A feed's cursor: the window is frozen in it. */
interface Cursor {
  readonly mailbox: string;
  readonly calendarId: string;
  readonly window: Window;
  /** Every change up to this one was told. */
  readonly revision: number;
  /** Where the round before began. */
  readonly previous: number;
}

/** One round, cut into pages; the entries of a series stay together. */
export interface Round extends Cursor {
  readonly units: readonly (readonly Entry[])[];
  readonly from: number;
  readonly isPauseNext: boolean;
}

export type Loss = '410' | 'not_found';

type Kept = { readonly cursor: Cursor } | { readonly round: Round };

const KEPT = 20_000;

/** Tokens have no fixed life: the oldest make room for new ones. */
export class DeltaTokens {
  private readonly kept = new Map<string, Kept>();
  private readonly lost = new Map<string, Loss>();

  keep(value: Kept): string {
    const [oldest] = this.kept.keys();
    if (this.kept.size >= KEPT && oldest !== undefined) this.kept.delete(oldest);
    const token = randomBytes(48).toString('base64url');
    this.kept.set(token, value);
    return token;
  }

  find(token: string): Kept | Loss | undefined {
    return this.lost.get(token) ?? this.kept.get(token);
  }

  /** Every token of a mailbox, as when Exchange has lost its sync state. */
  lose(mailbox: string, how: Loss): void {
    for (const [token, each] of this.kept)
      if (('cursor' in each ? each.cursor : each.round).mailbox === mailbox) this.lost.set(token, how);
  }
}
