import type { Letter, Reader } from './letters.ts';

/** A meeting as a reader takes it into a calendar by hand: with the identity that it has in their mails. */
export interface CalendarFile extends Pick<Letter, 'booking' | 'hosts' | 'settings' | 'at'> {
  readonly reader: Pick<Reader, 'to'>;
  readonly told: Letter['mail']['told'];
  /** iCalendar SEQUENCE of the mail that says the same. */
  readonly sequence: number;
}

export interface CalendarFiles {
  /** RFC 5545: PUBLISH, or CANCEL where it no longer takes place. */
  write(file: CalendarFile): string;
}
