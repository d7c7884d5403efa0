import { describe, expect, it } from 'vitest';
import { markOf, readMark, saysSame, writeMark } from '../../../../shared/domain/written-mark.ts';

const CONTENT = {
  start: '2027-01-05T10:00:00.000Z',
  end: '2027-01-05T11:00:00.000Z',
  title: 'Intro | call',
  place: 'Room 4',
};
const mark = (description: string, revision = 1) => writeMark(revision, { ...CONTENT, description });

describe('the mark that a write leaves on its event', () => {
  it('brings back the content, whatever the description', () => {
    expect(readMark(mark('Agenda'))).toEqual(markOf(CONTENT));
    expect(readMark(mark(''))).toEqual(markOf(CONTENT));
  });

  it.each([
    ['the same text of another revision', mark('Agenda', 1), mark('Agenda', 2), true],
    ['no text twice', mark(''), mark('', 2), true],
    ['another text', mark('Agenda'), mark('Notes'), false],
    ['a mark that does not tell', mark('Agenda'), mark('Agenda').split('|').slice(0, 6).join('|'), false],
    ['marks that both do not tell', 'a|b', 'a|b', false],
    ['no mark', mark('Agenda'), undefined, false],
  ])('knows whether two writes described the event alike: %s', (_, one, other, expected) => {
    expect(saysSame(one, other)).toBe(expected);
    expect(saysSame(other, one)).toBe(expected);
  });
});
