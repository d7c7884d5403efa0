import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { writeLetter } from '../../../../shared/mail/write-letter.ts';
import type { Letter } from '../../../../shared/ports/letters.ts';
import { aGuest, aHost, aLetter, told } from '../../../support/a-letter.ts';
import { calendarLines, calendarValue } from '../../../support/calendar-lines.ts';

const { write } = writeLetter({ from: 'hub@mail.acme.example', publicUrl: 'https://hub.acme.example' });

interface Written extends Email {
  readonly raw: string;
  readonly ics: string | undefined;
}

/** The parser turns line ends into LF, so the attached copy is taken from the bytes themselves. */
const attachedCopy = (raw: string): string | undefined => {
  const base64 = /name=invite\.ics\r\n[\s\S]*?base64\r\n\r\n(?<content>[A-Za-z0-9+/=\r\n]+)/u.exec(raw)
    ?.groups?.content;
  return base64 && Buffer.from(base64, 'base64').toString('utf8');
};

const written = async (letter: Letter): Promise<Written> => {
  const bytes = await write(letter);
  const raw = Buffer.from(bytes).toString('latin1');
  return { ...(await PostalMime.parse(bytes)), raw, ics: attachedCopy(raw) };
};

const header = ({ headers }: Email, name: string): string | undefined =>
  headers.find(({ key }) => key === name)?.value;

describe('a letter to a guest', () => {
  it('comes from our address in the name of the host, answers to the host, and starts no automatic answers', async () => {
    const mail = await written(aLetter());
    expect(mail.from).toMatchObject({ name: 'Ben Okafor via Acme', address: 'hub@mail.acme.example' });
    expect(mail.to).toMatchObject([{ name: 'Grace Hopper', address: 'grace@guest.example' }]);
    expect(mail.replyTo).toMatchObject([{ name: 'Ben Okafor', address: 'ben@acme.example' }]);
    expect(mail.subject).toBe('Confirmed: Compilers over coffee');
    expect(header(mail, 'references')).toBe('<booking-bkg_k3h5v7x2@mail.acme.example>');
    expect(header(mail, 'auto-submitted')).toBe('auto-generated');
    expect(header(mail, 'x-auto-response-suppress')).toBe('All');
  });

  it('is text, HTML and, last of the alternatives, the calendar part, whose copy is attached', async () => {
    const { raw, attachments } = await written(aLetter());
    const types = [...raw.matchAll(/^Content-Type: ([a-z/]+)/gimu)].map(([, type]) => type);
    expect(types).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'text/calendar',
      'application/ics',
    ]);
    expect(raw).toContain('Content-Type: text/calendar; charset=utf-8; method=REQUEST');
    const [part, copy] = attachments;
    expect([part?.mimeType, copy?.mimeType, copy?.filename]).toEqual([
      'text/calendar',
      'application/ics',
      'invite.ics',
    ]);
    expect(copy?.content).toEqual(part?.content);
  });

  it('says the same in text and HTML: when in their zone, where, with whom, the link and their own pages', async () => {
    const { text = '', html = '' } = await written(aLetter());
    for (const said of [text, html]) {
      for (const fact of [
        'Tuesday, 5 January 2027',
        '05:00 – 05:30',
        'America/New_York',
        'Google Meet',
        'Ben Okafor',
        'https://meet.google.com/abc-defg-hij',
      ])
        expect(said).toContain(fact);
      expect(said).toContain('https://hub.acme.example/b/T0k3n/cancel');
      expect(said).toContain('help@acme.example');
      expect(said).toContain('bkg_k3h5v7x2 (trace-1)');
      expect(said).not.toMatch(/Jan Ž|Žižka|jan@guest/u);
    }
  });

  it('speaks Czech to who reads Czech', async () => {
    const { text = '', subject } = await written(
      aLetter({ reader: aGuest({ to: { locale: 'cs', zone: 'Europe/Prague' } }) }),
    );
    expect(subject).toBe('Potvrzeno: Compilers over coffee');
    expect(text).toContain('úterý 5. ledna 2027');
    expect(text).toContain('11:00 – 11:30');
    expect(text).toContain('Zrušit schůzku: https://hub.acme.example/b/T0k3n/cancel');
  });

  it('shows the old and the new time after a move', async () => {
    const previous = told({ start: '2027-01-04T08:00:00.000Z', end: '2027-01-04T08:30:00.000Z' });
    const { text = '', subject } = await written(
      aLetter({ mail: { kind: 'reschedule', previous, sequence: 1 } }),
    );
    expect(subject).toBe('Rescheduled: Compilers over coffee');
    expect(text).toMatch(
      /When: +Tuesday, 5 January 2027\s+05:00 – 05:30[\s\S]*Before: +Monday, 4 January 2027\s+03:00 – 03:30/u,
    );
  });

  it('says that the link follows while it is being made', async () => {
    const { joinUrl: _, ...withoutLink } = told();
    const letter = aLetter({
      mail: { told: withoutLink },
      booking: { conference: { kind: 'google_meet', state: 'pending' } },
    });
    expect((await written(letter)).text).toContain('it follows in another mail');
  });

  it('gives the reason of the host who cancelled, but not that of another guest', async () => {
    const over = {
      kind: 'cancellation',
      told: told({ status: 'cancelled' }),
      previous: told(),
      sequence: 1,
    } as const;
    const cancelled = (by: string) =>
      aLetter({
        mail: over,
        booking: {
          status: 'cancelled',
          cancelled: { at: '2027-01-04T09:00:00.000Z', by, reason: 'I have a cold' },
        },
      });
    const byHost = await written(cancelled('ben'));
    expect(byHost.text).toContain('Ben Okafor has cancelled this meeting');
    expect(byHost.text).toContain('I have a cold');
    const byGuest = await written(cancelled('gst_2'));
    expect(byGuest.text).toContain('This meeting has been cancelled');
    expect(`${byGuest.text}${byGuest.html}`).not.toMatch(/cold|Jan Ž|Žižka/u);
    expect((await written(cancelled('gst_1'))).text).toContain('You have cancelled this meeting');
  });
});

describe('a letter to a host', () => {
  it('has no calendar part where their calendar has the event, and names the guests', async () => {
    const mail = await written(aLetter({ reader: aHost(), mail: { told: told({ invited: false }) } }));
    expect(mail.attachments).toEqual([]);
    expect(mail.text).toMatch(/Guests: +Grace Hopper, grace@guest\.example\s+Jan Žižka, jan@guest\.example/u);
    expect(mail.text).not.toContain('/b/T0k3n');
    expect(mail.from).toMatchObject({ name: 'Acme', address: 'hub@mail.acme.example' });
    expect(mail.replyTo).toMatchObject([{ address: 'grace@guest.example' }]);
  });

  it('invites a host without a calendar, and states what they miss', async () => {
    const mail = await written(aLetter({ reader: aHost({ served: false }) }));
    expect(mail.text).toMatch(
      /You are not its organizer there: you cannot change it in your calendar, nor see there who accepted/u,
    );
    expect(calendarValue(mail.ics ?? '', 'ATTENDEE')).toBe('MAILTO:ben@acme.example');
  });
});

describe('the calendar part', () => {
  const ics = async (over: Parameters<typeof aLetter>[0]) => (await written(aLetter(over))).ics ?? '';

  it('asks the recipient, from our address, for one meeting in UTC', async () => {
    const lines = calendarLines(await ics({}));
    const found = Object.fromEntries(lines.map(({ name, value }) => [name, value]));
    expect(found).toMatchObject({
      METHOD: 'REQUEST',
      UID: 'bkg_k3h5v7x2@mail.acme.example',
      SEQUENCE: '0',
      DTSTAMP: '20270104T090000Z',
      DTSTART: '20270105T100000Z',
      DTEND: '20270105T103000Z',
      STATUS: 'CONFIRMED',
      ORGANIZER: 'mailto:hub@mail.acme.example',
      ATTENDEE: 'MAILTO:grace@guest.example',
      LOCATION: 'https://meet.google.com/abc-defg-hij',
      URL: 'https://meet.google.com/abc-defg-hij',
    });
    expect(lines.filter(({ name }) => name === 'ATTENDEE')).toHaveLength(1);
    expect(lines.filter(({ name, value }) => name === 'BEGIN' && value === 'VEVENT')).toHaveLength(1);
  });

  it('cancels what it asked for: same UID, counted on, without the link', async () => {
    const letter = aLetter({
      mail: { kind: 'cancellation', told: told({ status: 'cancelled' }), previous: told(), sequence: 3 },
    });
    const { ics: content = '', raw } = await written(letter);
    const value = (name: string) => calendarValue(content, name);
    expect(['METHOD', 'STATUS', 'SEQUENCE', 'UID'].map(value)).toEqual([
      'CANCEL',
      'CANCELLED',
      '3',
      'bkg_k3h5v7x2@mail.acme.example',
    ]);
    expect(content).not.toContain('meet.google.com');
    expect(raw).toContain('Content-Type: text/calendar; charset=utf-8; method=CANCEL');
  });

  it.each([
    ['a line break and a header', 'Eve\r\nBcc: victim@evil.example\r\nX: '],
    ['quotes and a parameter', 'Eve";CN="x:mailto:a@b.example'],
    ['a calendar property', 'Eve\nATTACH:https://evil.example'],
    ['right to left with overrides', '\u202eمرحبا\u202c שלום'],
    ['emoji of many code points', '👩‍👩‍👧‍👦'.repeat(40)],
    ['half a character', 'Eve \ud800'],
  ])('survives %s in names and titles', async (_what, name) => {
    const letter = aLetter({
      reader: aGuest({ to: { name } }),
      hosts: [{ userId: 'ben', name, email: 'ben@acme.example' }],
      mail: {
        told: told({
          title: name
            .replaceAll(/[\r\n]/gu, ' ')
            .toWellFormed()
            .repeat(3),
          place: name,
        }),
      },
      booking: { description: `${name}\nEND:VEVENT` },
    });
    const mail = await written(letter);
    expect(mail.to).toMatchObject([{ address: 'grace@guest.example' }]);
    expect([mail.cc, mail.bcc, header(mail, 'x')]).toEqual([undefined, undefined, undefined]);
    const lines = calendarLines(mail.ics ?? '');
    expect(lines.map(({ name: property }) => property)).toEqual([
      ...[
        'BEGIN',
        'VERSION',
        'PRODID',
        'METHOD',
        'BEGIN',
        'UID',
        'SEQUENCE',
        'DTSTAMP',
        'DTSTART',
        'DTEND',
        'SUMMARY',
      ],
      ...[
        'LOCATION',
        'DESCRIPTION',
        'ORGANIZER',
        'ATTENDEE',
        'URL',
        'STATUS',
        'X-MICROSOFT-CDO-BUSYSTATUS',
        'END',
        'END',
      ],
    ]);
    const folded = (mail.ics ?? '').split('\r\n');
    expect(folded.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(mail.ics?.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    expect(mail.ics).not.toContain('\ufffd'.repeat(2));
  });

  it('never lets markup or other schemes into the HTML', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const { html = '' } = await written(
      aLetter({
        mail: { told: told({ title: evil, place: evil, joinUrl: 'javascript:alert(1)' }) },
        booking: { description: evil },
      }),
    );
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/href="(?!https:|mailto:)/u);
  });
});

describe('a letter to a host whose guests share a link', () => {
  it.each([
    ['en', 'All guests share one link'],
    ['cs', 'Všichni hosté mají společný odkaz'],
  ] as const)('says why, in %s', async (locale, line) => {
    const shared = { mail: { told: told({ sharedLink: true }) } };
    expect((await written(aLetter({ ...shared, reader: aHost({ to: { locale } }) }))).text).toContain(line);
    const own = await written(aLetter({ reader: aHost({ to: { locale } }) }));
    expect(own.text).not.toContain(line);
  });
});

describe('a letter about what guests did themselves', () => {
  const declined = (kind: 'update' | 'reschedule', over: Parameters<typeof told>[0] = {}): Letter =>
    aLetter({
      reader: aHost(),
      mail: { kind, previous: told(), told: told({ declined: { gst_2: true }, ...over }) },
    });

  it('names in its subject who cannot come, and says nothing else, where there is nothing else', async () => {
    const { subject, text = '' } = await written(declined('update'));
    expect(subject).toBe('Jan Žižka cannot come: Compilers over coffee');
    expect(text).toContain('Jan Žižka cannot come.');
    expect(text).not.toContain('has changed');
  });

  it('tells it beside a new time', async () => {
    const moved = { start: '2027-01-06T10:00:00.000Z', end: '2027-01-06T10:30:00.000Z' };
    const { subject, text = '' } = await written(declined('reschedule', moved));
    expect(subject).toBe('Rescheduled: Compilers over coffee');
    expect(text).toContain('Jan Žižka cannot come.');
  });

  it('names the guest who moved it and their reason to hosts and to themselves, to nobody else', async () => {
    const start = '2027-01-06T10:00:00.000Z';
    const mail = { kind: 'reschedule', previous: told(), told: told({ start }) } as const;
    const booking = { start, moved: { start, by: 'gst_1', reason: 'My train' } };
    const texts = await Promise.all(
      [aHost(), aGuest(), aGuest({ person: 'guest:gst_2' })].map(
        async (reader) => (await written(aLetter({ reader, mail, booking }))).text ?? '',
      ),
    );
    expect(texts[0]).toMatch(/Grace Hopper has moved this meeting[\s\S]*My train/u);
    expect(texts[1]).toMatch(/You have moved this meeting[\s\S]*My train/u);
    expect(texts[2]).not.toMatch(/has moved|My train/u);
    const stale = { start, moved: { start: told().start, by: 'gst_1', reason: 'My train' } };
    expect((await written(aLetter({ reader: aHost(), mail, booking: stale }))).text).not.toContain(
      'My train',
    );
  });

  it('asks a guest whom we invite whether they come, and lets only who booked change the time', async () => {
    const { text = '', html = '' } = await written(aLetter());
    for (const said of [text, html])
      for (const answer of ['accepted', 'tentative', 'declined'])
        expect(said).toContain(`https://hub.acme.example/b/T0k3n/rsvp?answer=${answer}`);
    expect(text).toContain('/b/T0k3n/reschedule');
    const late = { guestPolicy: { rescheduleUntil: 'P30D' } };
    expect((await written(aLetter({ booking: late }))).text).not.toContain('/reschedule');
    expect((await written(aLetter({ reader: aGuest({ person: 'guest:gst_2' }) }))).text).not.toContain(
      '/reschedule',
    );
    expect((await written(aLetter({ reader: aGuest({ served: true }) }))).text).not.toContain('/rsvp');
    expect((await written(aLetter({ mail: { kind: 'link' } }))).text).not.toContain('/rsvp');
  });
});
