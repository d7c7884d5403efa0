import { describe, expect, test } from 'vitest';
import { emailAddress, ianaZone, line, orgId, paragraph, userId } from '../../../events/fields.ts';

const isTaken = (schema: typeof emailAddress | typeof ianaZone, text: string) =>
  schema.safeParse(text).success;

describe('a line of text', () => {
  test.each(['\u200b', '\u200d\u200c', ' \u2060 ', '\ufe0f', '\u00ad', '\u3164', '\u2800', '\u{e0001}'])(
    'is refused as empty where nothing of it can be seen: %j',
    (text) => {
      expect(line(20).safeParse(text).error?.issues[0]?.message).toMatch(/must not be empty/u);
    },
  );

  test.each(['👩\u200d🚀', 'نامه\u200cای', '.', '❤\ufe0f'])(
    'keeps what is unseen between others: %j',
    (text) => {
      expect(line(20).parse(text)).toBe(text);
    },
  );
});

describe('text of several lines', () => {
  test('keeps tabs, and takes every line end as one', () => {
    expect(paragraph(20).parse('a\tb\r\nc\nd')).toBe('a\tb\nc\nd');
  });

  test('counts a line end once, as the browser that sends it does', () => {
    expect(paragraph(3).parse('a\r\nb')).toBe('a\nb');
    expect(paragraph(2).safeParse('a\r\nb').success).toBe(false);
  });

  test.each(['a\rb', 'a\u0000b', 'a\u000bb', 'a\u202eb', 'a\ud800b'])('refuses %j', (text) => {
    expect(paragraph(20).safeParse(text).success).toBe(false);
  });
});

describe('an id of another system', () => {
  test.each(['ben', 'a#b', 'b%23c', 'a b', '\u{1f388}', 'u\u0308', 'x'.repeat(128)])('%j is one', (id) => {
    expect(userId.parse(id)).toBe(id);
  });

  test.each([
    ...[
      '',
      'ben ',
      ' ben',
      'ben\u00a0',
      '\ufeffben',
      'a\u0000b',
      'a\nb',
      '\u202eneb',
      '\ud800',
      'x'.repeat(129),
    ],
    ...['constructor', '__proto__', 'toString'],
  ])('%j is none', (id) => {
    expect(userId.safeParse(id).success).toBe(false);
  });

  test('of an organization is taken to the letter too', () => {
    expect(orgId.safeParse('acme ').success).toBe(false);
    expect(orgId.parse('Acme Ltd.')).toBe('Acme Ltd.');
  });
});

describe('a time zone', () => {
  test.each([
    'UTC',
    'Europe/Prague',
    'Europe/Kyiv',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'America/Port-au-Prince',
    'America/Argentina/Buenos_Aires',
    'Africa/Dar_es_Salaam',
    'Antarctica/DumontDUrville',
    'US/Pacific',
  ])('%s is one', (zone) => {
    expect(isTaken(ianaZone, zone)).toBe(true);
  });

  test.each(['europe/prague', 'EUROPE/PRAGUE', 'europe/kyiv', 'utc', 'CET', '+02:00', 'Mars/Olympus'])(
    '%s is none',
    (zone) => {
      expect(isTaken(ianaZone, zone)).toBe(false);
    },
  );
});

describe('a mail address', () => {
  test.each([
    'ann@example.com',
    'ann.b+c@example.com',
    `${'a'.repeat(64)}@example.com`,
    'ann@bücher.example',
  ])('%s is one', (address) => {
    expect(isTaken(emailAddress, address)).toBe(true);
  });

  test.each(['.ann@example.com', 'ann.@example.com', 'an..n@example.com', `${'a'.repeat(65)}@example.com`])(
    '%s is none',
    (address) => {
      expect(isTaken(emailAddress, address)).toBe(false);
    },
  );
});
