interface Recorded {
  readonly kind?: 'provider' | 'wait' | 'mail';
  readonly type: string;
  readonly version?: number | undefined;
  readonly outcome?: string | undefined;
}

/** Within one commit: what was read, then the change that it made, then what else came of it; mails last, each queued before it is sent. */
const rankOf = ({ kind, type, outcome }: Recorded): number => {
  if (kind === undefined) return 2;
  if (type === 'event.read') return 1;
  if (kind === 'provider') return 3;
  if (kind === 'wait') return 4;
  return outcome === 'queued' ? 5 : 6;
};

/**
 * Sorts what bears one instant, as text: clocks count milliseconds, and one commit writes several records.
 * Empty for what belongs to no booking.
 */
export const historyOrder = (record: Recorded): string =>
  record.version === undefined ? '' : `${String(record.version).padStart(8, '0')}.${rankOf(record)}`;
