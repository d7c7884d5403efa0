import type { HistoryRecord } from '../domain/history-record.ts';

interface HistoryPage {
  readonly items: readonly HistoryRecord[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

/** What happened to one thing (a booking, a connection, a person), for as long as it is kept. */
export interface History {
  /** Oldest first, and what bears one instant in the order of cause. Consistent. Throws `invalid_cursor`. */
  ofSubject(query: {
    readonly org: string;
    readonly subject: string;
    readonly limit: number;
    readonly cursor?: string | undefined;
  }): Promise<HistoryPage>;
}
