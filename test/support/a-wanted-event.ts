import type { WantedEvent } from '../../shared/ports/calendar-provider.ts';

/** Of the shape that our keys have. */
export const KEY = 'a1b2c3d4e5'.repeat(4);

/** What a booking may want an event to be. */
export const wanted = (over: Partial<WantedEvent> = {}): WantedEvent => ({
  id: KEY,
  title: 'Intro',
  description: 'Guests: Gina (gina@example.org)',
  place: 'Prague',
  start: '2027-01-05T09:00:00.000Z',
  end: '2027-01-05T10:00:00.000Z',
  zone: 'Europe/Prague',
  marker: { org: 'acme', bookingId: 'bkg_1', written: 'mark' },
  ...over,
});
