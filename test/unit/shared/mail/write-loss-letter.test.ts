import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { OrgSettings } from '../../../../events/stored/org-settings.ts';
import { writeLossLetter } from '../../../../shared/mail/write-loss-letter.ts';
import type { LossLetter } from '../../../../shared/ports/loss-letters.ts';

const AT = '2027-01-04T09:00:00.000Z';

const read = async (over: Partial<LossLetter>) => {
  const letter: LossLetter = {
    connection: {
      id: 'con_1',
      provider: 'google',
      accountLabel: 'ben@gmail.example',
      state: 'needs_reauth',
      stateSince: AT,
    },
    to: { name: 'Ben', email: 'ben@acme.example', zone: 'Europe/Prague', locale: 'en' },
    day: 0,
    bookings: [],
    settings: OrgSettings.parse({ v: 1, org: 'acme', version: 0 }),
    at: AT,
    trace: 'trace-1',
    ...over,
  };
  const {
    text = '',
    html = '',
    subject,
  } = await PostalMime.parse(await writeLossLetter({ from: 'hub@mail.example' }).write(letter));
  return { text, html, subject };
};

const bookings = (count: number): LossLetter['bookings'] =>
  Array.from({ length: count }, (_, n) => ({
    title: `Talk <${n}>`,
    start: '2027-01-05T09:00:00.000Z',
    end: '2027-01-05T10:00:00.000Z',
  }));

test('names ten meetings whose events stay, in the reader’s own time, and counts the rest', async () => {
  const { text, html } = await read({ bookings: bookings(12) });
  expect(text).toContain('The events of 12 meetings ahead stay');
  expect(text).toContain('Talk <9> (Tuesday, 5 January 2027 10:00)');
  expect(text).not.toContain('Talk <10>');
  expect(text).toContain('and 2 more');
  expect(html).toContain('Talk &lt;9&gt;');
  expect((await read({ bookings: bookings(1) })).text).toContain('The event of one meeting ahead stays');
  expect((await read({})).text).not.toContain('meetings ahead');
});

test.each([
  [
    { state: 'needs_reauth', reason: 'revoked' },
    'was taken back or has ended',
    'connect the same account again',
  ],
  [{ state: 'needs_reauth', reason: 'account_unusable' }, 'has no calendar that works', 'or disconnect it'],
  [{ state: 'insufficient_scope' }, 'is missing now', 'tick every box'],
] as const)('says what has happened and what to do: %o', async (how, happened, todo) => {
  const { text } = await read({
    connection: {
      id: 'con_1',
      provider: 'google',
      accountLabel: 'ben@gmail.example',
      stateSince: AT,
      ...how,
    },
  });
  expect(text).toContain(happened);
  expect(text).toContain(todo);
});

test('says everything in Czech, too', async () => {
  const { text, subject } = await read({
    to: { name: 'Ben', email: 'ben@acme.example', zone: 'Europe/Prague', locale: 'cs' },
    bookings: bookings(11),
    day: 3,
  });
  expect(subject).toBe('Připomínka: Spojení s vaším Google Calendar se přerušilo (Meridian)');
  expect(text).toContain('Události nadcházejících schůzek (11)');
  expect(text).toContain('a další (1)');
  expect(text).not.toMatch(/\b(?:Account|Since|Left there|Reference)\b/u);
});

test.each([
  ['en', 'makes no Zoom links', 'Meridian has lost the connection to your Zoom'],
  ['cs', 'nevytváří odkazy na Zoom', 'Spojení s vaším Zoomem se přerušilo (Meridian)'],
] as const)('speaks of links where Zoom is lost, and of no calendar (%s)', async (locale, means, subject) => {
  for (const state of ['needs_reauth', 'insufficient_scope'] as const) {
    const letter = await read({
      connection: { id: 'con_1', provider: 'zoom', accountLabel: 'ben@zoom.example', stateSince: AT, state },
      to: { name: 'Ben', email: 'ben@acme.example', zone: 'Europe/Prague', locale },
      bookings: bookings(2),
    });
    expect(letter.subject).toBe(subject);
    expect(letter.text).toContain(means);
    expect(letter.text).not.toMatch(/calendar|kalendář|Google/iu);
  }
});

test.each([
  ['en', 'revoked', 'taken back, has ended', 'https://myapps.microsoft.com'],
  ['en', 'account_unusable', 'Microsoft says that this account is switched off', 'ask whoever manages it'],
  ['cs', 'revoked', 'bylo odebráno', 'https://account.live.com/consent/Manage'],
  ['cs', 'account_unusable', 'podle Microsoftu', 'správce'],
] as const)(
  'speaks of Microsoft to whoever has lost an account there: %s %s',
  async (locale, reason, ...said) => {
    const { text, html } = await read({
      connection: {
        ...{ id: 'con_1', provider: 'microsoft', accountLabel: 'ben@contoso.example', stateSince: AT },
        ...{ state: 'needs_reauth', reason },
      },
      to: { name: 'Ben', email: 'ben@acme.example', zone: 'Europe/Prague', locale },
    });
    for (const words of said) expect(text).toContain(words);
    expect(text).toContain('Outlook Calendar');
    expect(text + html).not.toContain('Google');
  },
);
