import { describe, expect, it } from 'vitest';
import { Timeline } from '../../events/http/timeline.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { deliverTwice } from '../support/deliver-twice.ts';
import { endFaults } from '../support/end-state.ts';
import { offered } from '../support/event-type.ts';
import { reserved } from '../support/guest-booking.ts';
import { useHub } from '../support/hub.ts';
import { cancelByGuest } from '../support/main-story.ts';
import { GINA, inGoogle, meeting, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { both, remindBefore, reminded } from '../support/reminders.ts';
import { bookSeries, meetingsOf } from '../support/series.ts';

const hub = useHub();
const JAN = { email: 'jan@guest.example', name: 'Jan Žižka', zone: 'America/New_York', locale: 'cs' };
const patch = async (id: string, body: Record<string, unknown>) => {
  const { status } = await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body });
  expect(status).toBe(200);
  await hub().settle();
};
/** The meeting of tests begins on Tuesday at nine UTC; from hour to hour of that day. */
const at = (from: number, to: number) => ({
  start: `2027-01-05T${String(from).padStart(2, '0')}:00:00Z`,
  end: `2027-01-05T${String(to).padStart(2, '0')}:00:00Z`,
});
/** Sooner, where calendars are read until then. */
const TODAY = { start: '2027-01-04T10:30:00Z', end: '2027-01-04T11:00:00Z' };
const restOfToday = async () => {
  await hub().advance('PT2H');
  expect(await endFaults(hub())).toEqual([]);
};
/** Until the day is over; nothing is left to do then. */
const restOfTheDay = async () => {
  await hub().advance('P2D');
  expect(await endFaults(hub())).toEqual([]);
};

describe('reminders', { timeout: 60_000 }, () => {
  it('[MEET-13] go to hosts and guests at the configured times, to the minute, once each, with the link', async () => {
    await remindBefore(hub(), 60, 30);
    const { id } = await meeting(hub(), { ...TODAY, guests: [GINA, JAN] });
    const { conference, reminders } = await readBooking(hub(), id);
    expect(reminders).toEqual(['PT60M', 'PT30M'].map((before) => ({ before, to: 'all' })));
    await restOfToday();
    const jan = ['01-04 09:30', '01-04 10:00'].map((time) => `${time} ${JAN.email}`);
    expect(await reminded(hub())).toEqual([...both('01-04 09:30', '01-04 10:00'), ...jan].toSorted());
    const [toGina] = await hub().inbox.to(GINA.email);
    expect(toGina?.subject).toBe('Reminder: Intro call');
    expect(toGina?.text).toContain('Your meeting with Ben Okafor starts in 1 hour.');
    expect(toGina?.text).toContain(`Join the meeting: ${conference?.joinUrl}`);
    expect(toGina?.text).toMatch(/Show meeting: \S+\/b\/\S+[\s\S]*Cancel meeting: \S+\/b\/\S+\/cancel/u);
    expect(toGina?.calendar).toBeUndefined();
    const [, toJan] = await hub().inbox.to(JAN.email);
    expect(toJan?.text).toContain('vaše schůzka začíná za 30 minut.');
    expect(toJan?.text).toMatch(/Kdy: +pondělí 4\. ledna 2027\s+05:30 – 06:00/u);
    expect((await readBooking(hub(), id)).guests[0]?.mail).toMatchObject({ kind: 'reminder', state: 'sent' });
  });

  it('[MEET-13] come at the new time, wherever the meeting is moved, and not at the old one', async () => {
    await remindBefore(hub(), 15);
    const { id, eventId } = await meeting(hub(), TODAY);
    const ben = await inGoogle(hub(), 'ben');
    await ben.move(eventId, '2027-01-04T09:40:00Z', '2027-01-04T10:00:00Z');
    await hub().advance('PT20M');
    await patch(id, { start: '2027-01-04T10:00:00Z', end: '2027-01-04T10:30:00Z' });
    expect(await reminded(hub())).toEqual([]);
    await restOfToday();
    expect(await reminded(hub())).toEqual(both('01-04 09:45'));
  });

  it('[MEET-13] come again for each time that they were due for, also one that the meeting was moved back to', async () => {
    await remindBefore(hub(), 60);
    const { id } = await book(hub(), { guests: [GINA] });
    await hub().advance('PT23H');
    await patch(id, at(12, 13));
    await hub().advance('PT3H30M');
    await patch(id, at(14, 15));
    await patch(id, at(12, 13));
    await restOfTheDay();
    expect(await reminded(hub())).toEqual(both('01-05 08:00', '01-05 11:00'));
  });

  it('[MEET-13] come to nobody after a cancel, to none who was taken off, and not for a draft', async () => {
    await remindBefore(hub(), 60);
    const { id } = await book(hub(), { guests: [GINA] });
    const draft = await book(hub(), { ...at(12, 13), guests: [GINA], status: 'draft' });
    const other = await book(hub(), { ...at(14, 15), guests: [GINA, JAN] });
    await hub().settle();
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    await patch(other.id, { guests: [JAN] });
    await hub().advance('PT26H30M');
    expect(await reminded(hub())).toEqual([]);
    await patch(draft.id, { status: 'confirmed' });
    await restOfTheDay();
    expect(await reminded(hub())).toEqual(['01-05 13:00 ben@acme.example', `01-05 13:00 ${JAN.email}`]);
  });

  it('[MEET-13] leave out hosts and guests who have declined, and the timeline tells each of them', async () => {
    await remindBefore(hub(), 60);
    await connectGoogle(hub(), 'chloe');
    await connectGoogle(hub(), 'ben');
    const guests = [GINA, JAN];
    const { id, hosts } = await book(hub(), { ...TODAY, hosts: ['ben', 'chloe'], guests });
    await hub().advance('PT1M');
    await (await inGoogle(hub(), 'chloe')).answer(hosts[0]?.calendar.eventId ?? '', 'declined');
    await hub().advance('PT1M');
    expect(await cancelByGuest(hub(), JAN.email)).toBe(200);
    await restOfToday();
    expect(await reminded(hub())).toEqual(both('01-04 09:30'));
    const { items } = await hub().ask(Timeline, 'GET', `/v1/bookings/${id}/timeline`, { user: 'ben' });
    const texts = items.filter(({ type }) => type === 'mail.reminder').map(({ text }) => text);
    expect(texts.toSorted()).toEqual([
      'The reminder to Ben Okafor (host) is being sent.',
      'The reminder to Ben Okafor (host) was accepted by the mail service.',
      'The reminder to Chloé Marchand (host) was left out (they have declined).',
      'The reminder to Gina (guest) is being sent.',
      'The reminder to Gina (guest) was accepted by the mail service.',
      'The reminder to Jan Žižka (guest) was left out (they have declined).',
    ]);
  });

  it('[MEET-13] are those of the event type where a guest booked one', async () => {
    await remindBefore(hub(), 30);
    const { id } = await offered(hub(), {
      location: { kind: 'in_person', detail: 'Room 1' },
      reminders: [
        { before: 'PT2H', to: 'guests' },
        { before: 'PT15M', to: 'hosts' },
      ],
    });
    await reserved(hub(), id);
    await restOfTheDay();
    expect(await reminded(hub())).toEqual(['01-05 08:00 gina@example.org', '01-05 09:45 ben@acme.example']);
  });

  it('[MEET-13] leave out the times that were over when the meeting was booked, and are agreed when it is', async () => {
    await remindBefore(hub(), 10_000, 1440, 120, 60);
    const soon = { start: '2027-01-04T10:30:00Z', end: '2027-01-04T11:00:00Z' };
    await book(hub(), { ...soon, guests: [GINA] });
    await remindBefore(hub());
    await book(hub(), { guests: [GINA] });
    await restOfTheDay();
    expect(await reminded(hub())).toEqual(both('01-04 09:30'));
  });

  it('[MEET-13] keep quiet about a meeting that was booked without telling anybody, and follow one that is moved so', async () => {
    await remindBefore(hub(), 60);
    const { id } = await book(hub(), { guests: [GINA] });
    await book(hub(), { ...at(12, 13), guests: [GINA], notify: 'none' }, { user: 'ada' });
    await hub().settle();
    await patch(id, { ...at(15, 16), notify: 'none' });
    await restOfTheDay();
    expect(await reminded(hub())).toEqual(both('01-05 14:00'));
  });

  it('[MEET-13] are of each meeting of a series at its own time, and follow one that is moved', async () => {
    await remindBefore(hub(), 60);
    const recurrence = { freq: 'daily', count: 3 };
    const { series } = await bookSeries(hub(), { guests: [GINA], recurrence });
    await hub().advance('PT3M');
    const [, second] = await meetingsOf(hub(), series.id);
    await patch(second?.id ?? '', {
      start: '2027-01-06T14:00:00Z',
      end: '2027-01-06T15:00:00Z',
    });
    await hub().advance('P5D');
    expect(await reminded(hub())).toEqual(both('01-05 08:00', '01-06 13:00', '01-07 08:00'));
  });

  it('[MEET-13] are sent once although every message comes twice', async () => {
    await remindBefore(hub(), 120, 60);
    const end = deliverTwice(hub());
    await book(hub(), { guests: [GINA] });
    await restOfTheDay();
    end();
    expect(await reminded(hub())).toEqual(both('01-05 07:00', '01-05 08:00'));
  });

  it('[MEET-13] count elapsed time over a change of clocks, and tell each reader their own', async () => {
    await remindBefore(hub(), 1440);
    const night = { start: '2027-03-28T08:00:00+02:00', end: '2027-03-28T09:00:00+02:00' };
    await book(hub(), { ...night, guests: [{ ...GINA, zone: 'Europe/Prague' }, JAN] });
    await hub().advance('P84D');
    expect(await reminded(hub())).toEqual(
      ['ben@acme.example', GINA.email, JAN.email].map((to) => `03-27 06:00 ${to}`),
    );
    const last = async (to: string) => (await hub().inbox.to(to)).at(-1)?.text;
    expect(await last(GINA.email)).toMatch(
      /starts in 24 hours[\s\S]*Sunday,? 28 March 2027\s+08:00 – 09:00/u,
    );
    expect(await last(JAN.email)).toMatch(/za 24 hodin[\s\S]*neděle 28\. března 2027\s+02:00 – 03:00/u);
  });
});
