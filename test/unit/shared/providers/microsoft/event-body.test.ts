import { describe, expect, it } from 'vitest';
import { contentWith, timesIn } from '../../../../../shared/providers/microsoft/event-body.ts';

const TEAMS = '<div><a href="https://teams.microsoft.com/l/x">Join the meeting now</a></div>';
const page = (content: string) => ({
  isOnlineMeeting: true,
  body: { content: `<html><body lang="en">${content}</body></html>` },
});

describe('the text of an Outlook event', () => {
  it('is plain, whatever somebody writes into it', () => {
    expect(contentWith('<b>Bold & brave</b>\nNext')).toBe(
      '<div id="meridian">&lt;b&gt;Bold &amp; brave&lt;/b&gt;<br>Next</div>',
    );
  });

  it.each(['meridian', 'x_meridian'])('changes beside what Teams has written (%s)', (id) => {
    const present = page(`<div class="a" id="${id}">Old<br>words</div>${TEAMS}`);
    const content = contentWith('New $& words', present);
    expect(content).toBe(
      `<html><body lang="en"><div id="meridian">New $&amp; words</div>${TEAMS}</body></html>`,
    );
  });

  it('stands before what people have put in its place, as long as there is an online meeting in it', () => {
    const content = contentWith('New', page(`<p>My notes</p>${TEAMS}`));
    expect(content).toBe(
      `<html><body lang="en"><div id="meridian">New</div><p>My notes</p>${TEAMS}</body></html>`,
    );
    expect(contentWith('New', { isOnlineMeeting: true, body: { content: TEAMS } })).toContain(TEAMS);
    const plain = { ...page('<p>My notes</p>'), isOnlineMeeting: false };
    expect(contentWith('New', plain)).toBe('<div id="meridian">New</div>');
  });
});

describe('the time of an Outlook event', () => {
  const event = { id: 'a', title: 'Intro', marker: { org: 'acme', bookingId: 'b' } };
  const at = (start: string, end: string, zone: string) => {
    const times = timesIn({ ...event, start, end, zone }, zone);
    return [times.start.dateTime, times.end.dateTime, times.start.timeZone, times.end.timeZone];
  };

  it('is the host’s wall time under Windows’ name of their zone', () => {
    expect(at('2027-07-05T07:00:00.000Z', '2027-07-05T08:00:00.000Z', 'Europe/Vienna')).toEqual([
      '2027-07-05T09:00:00',
      '2027-07-05T10:00:00',
      'W. Europe Standard Time',
      'W. Europe Standard Time',
    ]);
  });

  it.each([
    ['in the hour that comes twice', '2027-10-31T00:15:00.000Z', '2027-10-31T01:15:00.000Z', 'Europe/Prague'],
    [
      'where only its end is in that hour',
      '2027-10-30T23:15:00.000Z',
      '2027-10-31T00:15:00.000Z',
      'Europe/Prague',
    ],
    [
      'in a zone without a Windows name',
      '2027-01-05T09:00:00.000Z',
      '2027-01-05T10:00:00.000Z',
      'Antarctica/Troll',
    ],
  ])('is UTC %s, at both ends', (_, start, end, zone) => {
    expect(at(start, end, zone)).toEqual([start.slice(0, 19), end.slice(0, 19), 'UTC', 'UTC']);
  });
});
