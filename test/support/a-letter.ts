import { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Letter, Reader } from '../../shared/ports/letters.ts';
import { aBooking } from './a-booking.ts';

export const aGuest = (over: Partial<Omit<Reader, 'to'>> & { to?: Partial<Reader['to']> } = {}): Reader => ({
  person: 'guest:gst_1',
  role: 'guest',
  present: true,
  served: false,
  ...over,
  to: {
    email: 'grace@guest.example',
    name: 'Grace Hopper',
    zone: 'America/New_York',
    locale: 'en',
    ...over.to,
  },
});

export const aHost = (over: Partial<Omit<Reader, 'to'>> & { to?: Partial<Reader['to']> } = {}): Reader => ({
  person: 'host:ben',
  role: 'host',
  present: true,
  served: true,
  ...over,
  to: { email: 'ben@acme.example', name: 'Ben Okafor', zone: 'Europe/Prague', locale: 'en', ...over.to },
});

export const told = (over: Partial<Letter['mail']['told']> = {}): Letter['mail']['told'] => ({
  status: 'confirmed',
  revision: 1,
  title: 'Compilers over coffee',
  invited: true,
  start: '2027-01-05T10:00:00.000Z',
  end: '2027-01-05T10:30:00.000Z',
  place: 'Google Meet',
  joinUrl: 'https://meet.google.com/abc-defg-hij',
  ...over,
});

/** Ben's meeting with Grace and Jan, who must never see each other; name what matters to the test. */
export const aLetter = ({
  mail,
  booking,
  ...over
}: Partial<Omit<Letter, 'mail' | 'booking'>> & {
  mail?: Partial<Letter['mail']>;
  booking?: Partial<Letter['booking']>;
} = {}): Letter => ({
  mail: { kind: 'confirmation', told: told(), sequence: 0, attempt: 1, ...mail },
  reader: aGuest(),
  booking: aBooking({
    id: 'bkg_k3h5v7x2',
    title: 'Compilers over coffee',
    hosts: [{ userId: 'ben', name: 'Ben Okafor', rsvp: 'accepted' }],
    guests: [
      {
        id: 'gst_1',
        email: 'grace@guest.example',
        name: 'Grace Hopper',
        rsvp: 'needs_action',
        attendee: false,
      },
      { id: 'gst_2', email: 'jan@guest.example', name: 'Jan Žižka', rsvp: 'needs_action', attendee: false },
    ],
    ...booking,
  }),
  hosts: [{ userId: 'ben', name: 'Ben Okafor', email: 'ben@acme.example' }],
  settings: OrgSettings.parse({
    v: 1,
    org: 'acme',
    version: 1,
    brand: { name: 'Acme' },
    supportContact: 'help@acme.example',
  }),
  token: 'T0k3n',
  at: '2027-01-04T09:00:00.000Z',
  trace: 'trace-1',
  ...over,
});
