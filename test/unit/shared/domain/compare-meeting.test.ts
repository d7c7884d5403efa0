import { describe, expect, it } from 'vitest';
import { compareMeeting } from '../../../../shared/domain/compare-meeting.ts';

const at = (hour: number) => ({
  title: 'Intro',
  start: `2027-01-05T${hour}:00:00.000Z`,
  end: `2027-01-05T${hour}:30:00.000Z`,
});
const known = { base: { ...at(10), exists: true } };

describe('a meeting as it is read', () => {
  it('is as it was, or as it should be', () => {
    expect(compareMeeting({ known, wanted: at(10), seen: at(10) })).toBe('same');
    expect(compareMeeting({ known, wanted: at(11), seen: at(11) })).toBe('same');
    expect(compareMeeting({ known, wanted: at(11), seen: at(10) })).toBe('differs');
  });

  it('was moved by a person where nobody here ever asked for that time', () => {
    expect(compareMeeting({ known, wanted: at(10), seen: at(12) })).toBe('moved');
    expect(compareMeeting({ known, wanted: at(11), seen: at(12) })).toBe('moved');
  });

  it('was moved by us where an answer was lost, or where it has just been made', () => {
    const asked = at(12);
    expect(compareMeeting({ known: { ...known, asked }, wanted: at(11), seen: at(12) })).toBe('differs');
    expect(compareMeeting({ known: {}, wanted: at(11), seen: at(12) })).toBe('differs');
  });

  it('differs by another title, which moves nothing', () => {
    expect(compareMeeting({ known, wanted: at(10), seen: { ...at(10), title: 'Mine' } })).toBe('differs');
  });

  it('is told in whole minutes', () => {
    const wanted = { ...at(10), end: '2027-01-05T10:29:30.000Z' };
    expect(compareMeeting({ known: {}, wanted, seen: at(10) })).toBe('same');
  });
});
