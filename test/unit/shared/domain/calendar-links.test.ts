import { expect, it } from 'vitest';
import { calendarLinks } from '../../../../shared/domain/calendar-links.ts';

const MEETING = {
  title: 'Käse & Brot + Wein?',
  start: '2027-01-05T09:00:00.000Z',
  end: '2027-01-05T10:00:00.000Z',
  place: 'Room 4',
  joinUrl: 'https://meet.google.com/abc?x=1&y=2',
  description: `About\n${'x'.repeat(5000)}`,
};

it('leads to the pages of calendars on the web, with everything that they take, and never too long', () => {
  const { google, outlook, office } = calendarLinks(MEETING);
  const at = new URL(google);
  expect(at.origin + at.pathname).toBe('https://calendar.google.com/calendar/render');
  expect(Object.fromEntries(at.searchParams)).toMatchObject({
    action: 'TEMPLATE',
    text: MEETING.title,
    dates: '20270105T090000Z/20270105T100000Z',
    location: 'Room 4',
    details: expect.stringContaining(`${MEETING.joinUrl}\n\nAbout`),
  });
  for (const [link, host] of [
    [outlook, 'outlook.live.com'],
    [office, 'outlook.office.com'],
  ] as const) {
    const page = new URL(link);
    expect(page.host).toBe(host);
    expect(Object.fromEntries(page.searchParams)).toMatchObject({
      subject: MEETING.title,
      startdt: MEETING.start,
      enddt: MEETING.end,
      location: 'Room 4',
    });
  }
  for (const link of [google, outlook, office]) {
    expect(link).not.toContain('+');
    expect(link.length).toBeLessThan(2000);
  }
});

it('says nothing of what is not there', () => {
  const { title, start, end } = MEETING;
  expect([...new URL(calendarLinks({ title, start, end }).google).searchParams.keys()]).toEqual([
    'action',
    'text',
    'dates',
  ]);
});
