import { describe, expect, it, test } from 'vitest';
import { Timeline } from '../../events/http/timeline.ts';
import { processClock } from '../../infra/local/clock.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { connectZoom, inZoom } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { deaths, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { GINA, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { inOutlook } from '../support/outlook.ts';
import { both, remindBefore, reminded, toldOf } from '../support/reminders.ts';
import { meetingsAt } from '../support/zoom-meeting.ts';

const hub = useHub();
const ANN = { email: 'ann@guest.example', name: 'Ann' };
const NOON = { start: '2027-01-04T12:00:00Z', end: '2027-01-04T13:00:00Z' };
const TWO = ['2027-01-04T14:00:00Z', '2027-01-04T15:00:00Z'] as const;
const AT_ZOOM = { location: { kind: 'zoom' } };

/** Everybody has been told, and the inbox is emptied. */
const booked = async (over: Record<string, unknown> = {}): Promise<string> => {
  const { id } = await book(hub(), { ...NOON, guests: [GINA], ...over });
  await hub().settle();
  await hub().advance('PT30S');
  hub().inbox.clear();
  return id;
};
const restOfToday = async () => {
  await hub().advance('PT8H');
  expect(await endFaults(hub())).toEqual([]);
};
const addressees = async () => (await reminded(hub())).map((line) => line.split(' ')[2]);
/** Nothing of ours runs for so long. */
const outage = async (minutes: number) => {
  processClock.advance(minutes * 60_000);
  await hub().runSchedule('sweep');
  await hub().settle();
};

describe('reminders in hard times', { timeout: 60_000 }, () => {
  it('[MEET-13] come late after an outage while the meeting is ahead, one for all that were due, and say how near it is', async () => {
    await remindBefore(hub(), 120, 60);
    await booked();
    await outage(145);
    expect(await reminded(hub())).toEqual(both('01-04 11:25'));
    expect((await hub().inbox.to(GINA.email))[0]?.text).toContain('starts in 35 minutes.');
    await restOfToday();
    expect(await reminded(hub())).toHaveLength(2);
  });

  it('[MEET-13] are dropped and counted once the meeting has begun', async () => {
    await remindBefore(hub(), 60);
    const id = await booked();
    await outage(181);
    await restOfToday();
    expect(await reminded(hub())).toEqual([]);
    expect(
      hub()
        .logs()
        .filter((line) => line.includes('mail.missed')),
    ).toHaveLength(2);
    const { items } = await hub().ask(Timeline, 'GET', `/v1/bookings/${id}/timeline`, { user: 'ben' });
    expect(items.filter(({ type }) => type === 'mail.reminder').map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The reminder to .* was not sent \(the meeting had begun\)\.$/u),
      expect.stringMatching(/^The reminder to .* was not sent \(the meeting had begun\)\.$/u),
    ]);
  });

  it.each([['throttle'], ['quota'], ['paused']] as const)(
    '[MEET-13] go once to everybody when the mail service is in a bad mood (%s)',
    async (kind) => {
      await remindBefore(hub(), 60);
      await booked();
      hub().aws.ses.faults.add({ kind, times: 3 });
      await restOfToday();
      expect((await addressees()).toSorted()).toEqual(['ben@acme.example', GINA.email]);
    },
  );

  it.each(deaths({ tables: [2, 6, 10], queues: [0] }))(
    '[MEET-13] are neither lost nor doubled by a machine that dies ($at, $kind, $skip)',
    async (death) => {
      await remindBefore(hub(), 60);
      await booked();
      await hub().advance('PT1H59M');
      await killAt(hub(), death);
      await hub().advance('PT2M');
      await noMoreDeaths(hub());
      await restOfToday();
      const mails = await addressees();
      expect(new Set(mails)).toEqual(new Set(['ben@acme.example', GINA.email]));
      // The note of a mail that went may be lost with the machine: nobody knows then whether it went.
      expect(mails.length).toBeLessThanOrEqual(3);
    },
  );

  it('[MEET-13] of a hundred and more meetings at one time go out in their minute', async () => {
    await toldOf(hub(), 110, NOON);
    await hub().advance('PT3H');
    const lines = await reminded(hub());
    expect(lines.filter((line) => !line.startsWith('01-04 11:00 '))).toEqual([]);
    expect([lines.length, new Set(lines).size]).toEqual([110, 110]);
  });
});

describe('the link of a reminder', { timeout: 60_000 }, () => {
  test('[MEET-13] is each guest’s own where everybody gets one', async () => {
    await remindBefore(hub(), 60);
    await connectZoom(hub(), 'ben');
    const id = await booked({ ...AT_ZOOM, linkPer: 'participant', guests: [GINA, ANN] });
    await hub().advance('PT2H30M');
    const { guests } = await readBooking(hub(), id);
    expect(new Set(guests.map(({ joinUrl }) => joinUrl)).size).toBe(2);
    for (const { email, joinUrl } of guests)
      expect((await hub().inbox.to(email)).map(({ text }) => text.includes(`${joinUrl}`))).toEqual([true]);
  });

  test('[MEET-13] follows where it is not there yet', async () => {
    await remindBefore(hub(), 60);
    await connectZoom(hub(), 'ben');
    await hub().zoom.fault({ match: { method: 'POST', path: '/meetings' }, status: 503, times: 1000 });
    await booked(AT_ZOOM);
    await hub().advance('PT2H15M');
    expect(await reminded(hub())).toEqual(both('01-04 11:00'));
    expect((await hub().inbox.to(GINA.email))[0]?.text).toContain('The link to join is still being made');
    await hub().zoom.clearFaults();
    await hub().advance('PT30M');
    expect((await hub().inbox.to(GINA.email)).map(({ subject }) => subject)).toEqual([
      'Reminder: Intro call',
      'Join link: Intro call',
    ]);
  });
});

describe('a meeting that is moved', { timeout: 60_000 }, () => {
  test.each([
    [
      'Outlook',
      async () => {
        await connectOutlook(hub(), 'ben');
        const id = await booked();
        const eventId = (await readBooking(hub(), id)).hosts[0]?.calendar.eventId ?? '';
        await (await inOutlook(hub(), 'ben')).move(eventId, ...TWO);
      },
    ],
    [
      'Zoom',
      async () => {
        await connectZoom(hub(), 'ben');
        await connectGoogle(hub(), 'ben');
        await booked(AT_ZOOM);
        const [made] = await meetingsAt(hub());
        await (await inZoom(hub(), 'ben')).move(made?.id ?? '', ...TWO);
      },
    ],
  ])('[MEET-13] in %s is reminded of at its new time only', async (_where, move) => {
    await remindBefore(hub(), 60);
    await move();
    await restOfToday();
    expect(await reminded(hub())).toEqual(both('01-04 13:00'));
  });
});
