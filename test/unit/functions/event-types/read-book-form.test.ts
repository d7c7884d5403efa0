import { describe, expect, it } from 'vitest';
import { BookForm } from '../../../../events/http/book-page.ts';
import { draftOf, guestsTyped, wishOf } from '../../../../functions/event-types/read-book-form.ts';
import { anEventType } from '../../../support/an-event-type.ts';

const mint = () => 'a-fresh-key-that-nobody-could-ever-guess';
const eventType = {
  ...anEventType(),
  questions: [{ id: 'topic', label: 'What about?', kind: 'text' as const, required: false }],
};

describe('a form for booking', () => {
  it('names further guests by address, with or without a name, however they are set apart', () => {
    expect(guestsTyped('Ann Lee <ann@example.org>\r\n\n bob@example.org ;<c@example.org>, odd>')).toEqual([
      { name: 'Ann Lee', email: 'ann@example.org' },
      { name: 'bob', email: 'bob@example.org' },
      { name: 'c', email: 'c@example.org' },
      { name: 'odd>', email: 'odd>' },
    ]);
    expect(guestsTyped(' \r\n,;')).toEqual([]);
  });

  it('keeps a key of ours and mints one where it is missing or could be guessed', () => {
    const keyOf = (key: string) => draftOf(BookForm.parse({ key }), eventType, mint).key;
    expect(keyOf('k'.repeat(43))).toBe('k'.repeat(43));
    expect(['', '1', 'k'.repeat(256)].map(keyOf)).toEqual([mint(), mint(), mint()]);
  });

  it('answers only what is asked, and is the wish of the API', () => {
    const form = BookForm.parse({
      ...{
        start: '2027-01-05T11:00:00+01:00',
        zone: 'Europe/Prague',
        name: ' Gina ',
        email: ' gina@example.org ',
      },
      ...{ 'answer.topic': 'Tea', 'answer.gone': 'x' },
    });
    expect(wishOf(draftOf(form, eventType, mint), form, 'cs')).toEqual({
      start: '2027-01-05T10:00:00.000Z',
      zone: 'Europe/Prague',
      locale: 'cs',
      guest: { name: 'Gina', email: 'gina@example.org' },
      answers: { topic: 'Tea' },
    });
  });
});
