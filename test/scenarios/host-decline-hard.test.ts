import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { answerOwn, bookRoundRobin, eventIdOf, hostAnswers, setDeclineRule } from '../support/declining.ts';
import { deliverTwice } from '../support/deliver-twice.ts';
import { endFaults } from '../support/end-state.ts';
import { reserved } from '../support/guest-booking.ts';
import { useHub } from '../support/hub.ts';
import { deaths, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { GINA, inGoogle, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { inOutlook } from '../support/outlook.ts';

const hub = useHub();
const HALF_HOUR_MS = 1_800_000;
const TITLE = 'Intro call: Gina';
const REASSIGNED = [
  `ben@acme.example: Cancelled: ${TITLE}`,
  `chloe@acme.example: Confirmed: ${TITLE}`,
  `gina@example.org: Updated: ${TITLE}`,
];

/** Ada organizes in Google; chloe is invited to her event, dan has one of his own in Outlook. */
const three = async () => {
  for (const user of ['ada', 'chloe']) await connectGoogle(hub(), user);
  await connectOutlook(hub(), 'dan');
  const { id } = await book(hub(), { hosts: ['ada', 'chloe', 'dan'], guests: [GINA] }, { user: 'ada' });
  await hub().advance('PT1M');
  hub().inbox.clear();
  return id;
};

describe('hosts who decline in foul weather', { timeout: 120_000 }, () => {
  it('[MEET-22] are replaced once, wherever the worker dies, and nothing is left to do', async () => {
    await setDeclineRule(hub(), 'reassign');
    const { type } = await bookRoundRobin(hub(), ['ben', 'chloe']);
    for (const [nth, death] of deaths({ tables: [8, 14], queues: [1] }).entries()) {
      const start = new Date(Date.parse('2027-01-06T09:00:00Z') + nth * HALF_HOUR_MS).toISOString();
      const { id } = await reserved(hub(), type, { start });
      await hub().advance('PT1M');
      hub().inbox.clear();
      const [before = ''] = await hostAnswers(hub(), id);
      const [gone, come] = before.startsWith('ben') ? ['ben', 'chloe'] : ['chloe', 'ben'];
      await answerOwn(hub(), gone, id, 'declined');
      await killAt(hub(), death);
      await hub().settle();
      await noMoreDeaths(hub());
      await hub().advance('PT5M');
      expect({ death, hosts: await hostAnswers(hub(), id), told: await told(hub()) }).toEqual({
        death,
        hosts: [`${come} needs_action`],
        told: [
          `${gone}@acme.example: Cancelled: ${TITLE}`,
          `${come}@acme.example: Confirmed: ${TITLE}`,
          `gina@example.org: Updated: ${TITLE}`,
        ].toSorted(),
      });
    }
    await hub().advance('PT10M');
    expect(await endFaults(hub())).toEqual([]);
  });

  it('[MEET-22] are heard once however often Google tells of it, and each message comes twice', async () => {
    await setDeclineRule(hub(), 'reassign');
    const { id } = await bookRoundRobin(hub(), ['ben', 'chloe', 'dan']);
    await hub().google.webhooks({ mode: 'duplicate' });
    const end = deliverTwice(hub());
    await answerOwn(hub(), 'ben', id, 'declined');
    await hub().advance('PT10M');
    end();
    expect(await hostAnswers(hub(), id)).toEqual(['chloe needs_action']);
    expect(await told(hub())).toEqual(REASSIGNED);
  });

  it('[MEET-22] may both decline one of several: each is told once of the other, in Google and in Outlook', async () => {
    const id = await three();
    await (await inGoogle(hub(), 'chloe')).answer(await eventIdOf(hub(), id, 'chloe'), 'declined');
    await (await inOutlook(hub(), 'dan')).remove(await eventIdOf(hub(), id, 'dan'));
    await hub().advance('PT10M');
    expect(await hostAnswers(hub(), id)).toEqual(['ada needs_action', 'chloe declined', 'dan declined']);
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
    const mails = await told(hub());
    expect(mails.filter((line) => !line.includes('cannot come: Intro call'))).toEqual([]);
    const named = (who: string) => mails.filter((line) => line.startsWith(who)).join();
    expect([named('ada').includes('Chloé'), named('ada').includes('Dan')]).toEqual([true, true]);
    expect([named('chloe').includes('Dan'), named('dan').includes('Chloé')]).toEqual([true, true]);
    expect([named('chloe').includes('Chloé'), named('dan').includes('Dan'), named('gina')]).toEqual([
      false,
      false,
      '',
    ]);
  });

  it('[MEET-22] who declined the time that it was moved from have not declined the new one', async () => {
    await setDeclineRule(hub(), 'cancel');
    const id = await three();
    const eventId = await eventIdOf(hub(), id, 'chloe');
    const path = `/calendar/v3/calendars/primary/events/${eventId}`;
    await hub().google.fault({ match: { method: 'PATCH', path }, status: 503, times: 30 });
    await hub().call('PATCH', `/v1/bookings/${id}`, {
      user: 'ada',
      body: { start: '2027-01-07T13:00:00Z', end: '2027-01-07T14:00:00Z' },
    });
    await hub().settle();
    await hub().google.clearFaults();
    await (await inGoogle(hub(), 'chloe')).answer(eventId, 'declined');
    await hub().settle();
    await hub().advance('PT1S');
    expect((await hostAnswers(hub(), id))[1]).toBe('chloe declined');
    await hub().advance('PT10M');
    expect(await readBooking(hub(), id)).toMatchObject({
      status: 'confirmed',
      start: '2027-01-07T13:00:00.000Z',
    });
    await (await inOutlook(hub(), 'dan')).remove(await eventIdOf(hub(), id, 'dan'));
    await hub().advance('PT10M');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
  });

  it('[MEET-22] who take it back before anything has followed have not declined', async () => {
    await setDeclineRule(hub(), 'cancel');
    const id = await three();
    const chloe = await inGoogle(hub(), 'chloe');
    const eventId = await eventIdOf(hub(), id, 'chloe');
    await hub().google.webhooks({ mode: 'hold' });
    await chloe.answer(eventId, 'declined');
    await chloe.answer(eventId, 'accepted');
    await hub().google.webhooks({ mode: 'deliver' });
    await hub().advance('PT10M');
    expect(await hostAnswers(hub(), id)).toContain('chloe accepted');
    expect([(await readBooking(hub(), id)).status, await told(hub())]).toEqual(['confirmed', []]);
  });
});
