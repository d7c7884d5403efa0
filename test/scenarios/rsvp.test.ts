import { describe, expect, it } from 'vitest';
import { Timeline } from '../../events/http/timeline.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook, outlookAccountOf } from '../support/connect-outlook.ts';
import { answerOwn, hostAnswers } from '../support/declining.ts';
import { guestOf } from '../support/guest-pages.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, inGoogle, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { outlookEvents } from '../support/outlook.ts';

const hub = useHub();
/** Guests who have calendars of their own, at Google and at Microsoft. */
const GRACE = { email: accountOf('grace'), name: 'Grace Hopper' };
const OTTO = { email: outlookAccountOf('otto'), name: 'Otto' };
const HUGO = { email: 'hugo@example.org', name: 'Hugo' };

const followed = async () => {
  await hub().settle();
  await hub().advance('PT2S');
};
const inviteByProvider = () =>
  hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { guestInvites: 'provider' } });
const answers = async (id: string) => (await readBooking(hub(), id)).guests.map(({ rsvp }) => rsvp);

describe('a guest whom Google invites', { timeout: 60_000 }, () => {
  const invited = async () => {
    await inviteByProvider();
    await hub().google.account({ email: GRACE.email, name: GRACE.name });
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { guests: [GRACE, HUGO] });
    await hub().advance('PT1M');
    const eventId = (await readBooking(hub(), id)).hosts[0]?.calendar.eventId ?? '';
    const [page, hugo] = [await guestOf(hub(), GRACE.email), await guestOf(hub(), HUGO.email)];
    hub().inbox.clear();
    return {
      id,
      eventId,
      page,
      hugo,
      grace: await inGoogle(hub(), 'grace'),
      ben: await inGoogle(hub(), 'ben'),
    };
  };

  it('[MEET-22] answers in their calendar or on our page, and what they said last counts', async () => {
    const { id, eventId, page, grace, ben } = await invited();
    await grace.answer(eventId, 'accepted');
    await followed();
    expect(await answers(id)).toEqual(['accepted', 'needs_action']);
    await page.press('/rsvp', { answer: 'declined' });
    await ben.edit(eventId, { summary: 'Another title' });
    await followed();
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'A third one' } });
    await hub().advance('PT10M');
    expect(await answers(id)).toEqual(['declined', 'needs_action']);
    expect(await told(hub())).toContain('ben@acme.example: Grace Hopper cannot come: Intro call');
    hub().inbox.clear();
    await grace.answer(eventId, 'tentative');
    await followed();
    expect(await answers(id)).toEqual(['tentative', 'needs_action']);
    expect(await told(hub())).toEqual(['ben@acme.example: Grace Hopper can come after all: A third one']);
    await grace.answer(eventId, 'declined');
    await hub().advance('PT10M');
    expect(await told(hub())).toEqual([
      'ben@acme.example: Grace Hopper can come after all: A third one',
      'ben@acme.example: Grace Hopper cannot come: A third one',
    ]);
    const timeline = await hub().ask(Timeline, 'GET', `/v1/bookings/${id}/timeline`, { user: 'ada' });
    const texts = timeline.items.map(({ text }) => text);
    expect(texts).toContain('Somebody answered in the calendar of Ben Okafor.');
    expect(texts).toContain('Grace Hopper (guest) answered.');
  });

  it('[MEET-22] is asked anew where Google asks them anew; what they said on our page stays', async () => {
    const { id, eventId, page, hugo, grace, ben } = await invited();
    await grace.answer(eventId, 'accepted');
    await hugo.press('/rsvp', { answer: 'tentative' });
    await followed();
    expect(await answers(id)).toEqual(['accepted', 'tentative']);
    await ben.edit(eventId, {
      start: { dateTime: '2027-01-07T13:00:00Z' },
      end: { dateTime: '2027-01-07T14:00:00Z' },
      attendees: [GRACE, HUGO].map(({ email }) => ({ email, responseStatus: 'needsAction' })),
    });
    await followed();
    expect(await answers(id)).toEqual(['needs_action', 'tentative']);
    await page.press('/rsvp', { answer: 'accepted' });
    await hub().call('PATCH', `/v1/bookings/${id}`, {
      user: 'ben',
      body: { start: '2027-01-07T15:00:00Z', end: '2027-01-07T16:00:00Z' },
    });
    await hub().advance('PT10M');
    expect(await answers(id)).toEqual(['accepted', 'tentative']);
  });
});

describe('a guest whom Outlook invites', { timeout: 60_000 }, () => {
  it('[MEET-22] shows with the answer that they gave there, through every change of ours', async () => {
    await inviteByProvider();
    await hub().microsoft.account({ email: OTTO.email, name: OTTO.name });
    await connectOutlook(hub(), 'ben');
    const { id } = await book(hub(), { guests: [OTTO] });
    await hub().advance('PT1M');
    const [copy] = await outlookEvents(hub(), 'otto');
    const call = await hub().microsoft.as(OTTO.email);
    await call('POST', `/v1.0/me/events/${encodeURIComponent(String(copy?.id))}/decline`, {});
    await hub().advance('PT1M');
    expect(await answers(id)).toEqual(['declined']);
    expect(await told(hub())).toContain('ben@acme.example: Otto cannot come: Intro call');
    const page = await guestOf(hub(), OTTO.email);
    await page.press('/rsvp', { answer: 'accepted' });
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'Second call' } });
    await hub().advance('PT10M');
    expect(await answers(id)).toEqual(['accepted']);
  });
});

describe('a host who organizes', { timeout: 60_000 }, () => {
  it('[DOM-02] shows with the answer that they gave in their own calendar', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), {});
    await hub().settle();
    for (const [there, here] of [
      ['tentative', 'tentative'],
      ['accepted', 'accepted'],
      ['needsAction', 'needs_action'],
    ] as const) {
      await answerOwn(hub(), 'ben', id, there);
      await followed();
      expect(await hostAnswers(hub(), id)).toEqual([`ben ${here}`]);
    }
    expect((await readBooking(hub(), id)).revision).toBe(1);
  });
});
