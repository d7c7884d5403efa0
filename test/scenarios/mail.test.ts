import { describe, expect, it } from 'vitest';
import { BookingView } from '../../events/http/booking-view.ts';
import { calendarValue } from '../support/calendar-lines.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { book } from '../support/order.ts';

type ReadMail = Awaited<ReturnType<Hub['inbox']['all']>>[number];

const hub = useHub();
const GRACE = { email: 'grace@guest.example', name: 'Grace Hopper', zone: 'America/New_York', locale: 'en' };
const JAN = { email: 'jan@guest.example', name: 'Jan Žižka', zone: 'Europe/Prague', locale: 'cs' };

const seen = (mails: readonly ReadMail[]): string[] =>
  mails.map(({ to, subject }) => `${to.join()}: ${subject}`).toSorted();

/** What arrived since the last look. */
const look = async ({ inbox, settle }: Hub): Promise<ReadMail[]> => {
  await settle();
  const mails = await inbox.all();
  inbox.clear();
  return mails;
};

const patch = (id: string, body: Record<string, unknown>) =>
  hub().ask(BookingView, 'PATCH', `/v1/bookings/${id}`, { user: 'ben', body });

describe('mail to host and guest', () => {
  it('[MEET-14] host and guest get one confirmation each, whatever is repeated, delivered twice or swept again', async () => {
    const again = { headers: { 'idempotency-key': 'once' } };
    const { id } = await book(hub(), { guests: [GRACE] }, again);
    await Promise.all([book(hub(), { guests: [GRACE] }, again), book(hub(), { guests: [GRACE] }, again)]);
    const mails = await look(hub());
    expect(seen(mails)).toEqual([
      'ben@acme.example: Confirmed: Intro call',
      'grace@guest.example: Confirmed: Intro call',
    ]);
    const work = JSON.stringify({ v: 1, org: 'acme', bookingId: id, trace: 'again' });
    const sent = { body: work, attributes: {}, group: 'acme', dedupe: undefined, trace: undefined };
    for (let copy = 0; copy < 2; copy += 1) hub().aws.byName.mail.queue.send(sent);
    await hub().advance('PT20M');
    expect(await look(hub())).toEqual([]);
  });

  it('[MEET-14] an answer of SES that is lost is asked for no sooner than the lease ends, and a dead mail stops nobody else', async () => {
    hub().aws.ses.faults.add({ kind: 'drop', about: GRACE.email });
    hub().aws.ses.faults.add({ kind: 'reject', about: JAN.email, times: 9 });
    const { id } = await book(hub(), { guests: [JAN, GRACE] });
    expect(seen(await look(hub()))).toEqual(['ben@acme.example: Confirmed: Intro call']);
    await hub().advance('PT2M');
    expect(await look(hub())).toEqual([]);
    await hub().advance('PT10M');
    expect(seen(await look(hub()))).toEqual(['grace@guest.example: Confirmed: Intro call']);
    const { guests } = await hub().ask(BookingView, 'GET', `/v1/bookings/${id}`, { user: 'ben' });
    expect(guests.map(({ email, mail }) => [email, mail?.kind, mail?.state])).toEqual([
      ['jan@guest.example', 'confirmation', 'failed'],
      ['grace@guest.example', 'confirmation', 'sent'],
    ]);
  });

  it('[MEET-15] a move mails both once with old and new time, a change to the same time mails nobody', async () => {
    const { id, start, end } = await book(hub(), { guests: [GRACE] });
    await look(hub());
    await patch(id, { start: '2027-01-05T14:00:00+01:00', end: '2027-01-05T15:00:00+01:00' });
    const mails = await look(hub());
    expect(seen(mails)).toEqual([
      'ben@acme.example: Rescheduled: Intro call',
      'grace@guest.example: Rescheduled: Intro call',
    ]);
    const [toGrace] = mails.filter(({ to }) => to.includes(GRACE.email));
    expect(toGrace?.text).toMatch(
      /When: +Tuesday, 5 January 2027\s+08:00 – 09:00\s+Eastern Standard Time[\s\S]*Before: +Tuesday, 5 January 2027\s+04:00 – 05:00/u,
    );
    expect(toGrace?.calendar?.method).toBe('REQUEST');
    expect(calendarValue(toGrace?.calendar?.content.replaceAll(/\r?\n/gu, '\r\n') ?? '', 'SEQUENCE')).toBe(
      '1',
    );
    await patch(id, { start: '2027-01-05T13:00:00Z', end: '2027-01-05T14:00:00Z' });
    expect(await look(hub())).toEqual([]);
    expect([start, end]).toEqual(['2027-01-05T09:00:00.000Z', '2027-01-05T10:00:00.000Z']);
  });

  it('[MEET-16] a cancellation by the host mails both sides once, with the reason', async () => {
    const { id } = await book(hub(), { guests: [GRACE, JAN] });
    await look(hub());
    const cancel = () =>
      hub().call('POST', `/v1/bookings/${id}/cancel`, {
        user: 'ben',
        body: { reason: 'I have caught a cold.' },
      });
    await cancel();
    await cancel();
    const mails = await look(hub());
    expect(seen(mails)).toEqual([
      'ben@acme.example: Cancelled: Intro call',
      'grace@guest.example: Cancelled: Intro call',
      'jan@guest.example: Zrušeno: Intro call',
    ]);
    for (const { text, calendar } of mails) {
      expect(text).toContain('I have caught a cold.');
      expect(calendar?.method).toBe('CANCEL');
    }
  });

  it('[MEET-21] guests who come and go, a title and a place mail exactly those whom they concern, a description nobody', async () => {
    const { id } = await book(hub(), { guests: [GRACE] });
    await look(hub());
    await patch(id, { guests: [GRACE, JAN] });
    expect(seen(await look(hub()))).toEqual(['jan@guest.example: Potvrzeno: Intro call']);
    await patch(id, { guests: [GRACE] });
    expect(seen(await look(hub()))).toEqual(['jan@guest.example: Zrušeno: Intro call']);
    await patch(id, { title: 'Second call' });
    expect(seen(await look(hub()))).toEqual([
      'ben@acme.example: Updated: Second call',
      'grace@guest.example: Updated: Second call',
    ]);
    await patch(id, { location: { kind: 'in_person', venue: 'Prague office' } });
    expect(seen(await look(hub()))).toEqual([
      'ben@acme.example: Updated: Second call',
      'grace@guest.example: Updated: Second call',
    ]);
    await patch(id, { description: 'Bring cake' });
    expect(await look(hub())).toEqual([]);
  });

  it('[DOM-19] a host without a calendar is invited by mail from our address and told what that lacks', async () => {
    await book(hub(), { guests: [GRACE] });
    const [toBen] = (await look(hub())).filter(({ to }) => to.includes('ben@acme.example'));
    const content = toBen?.calendar?.content.replaceAll(/\r?\n/gu, '\r\n') ?? '';
    expect(toBen?.calendar?.method).toBe('REQUEST');
    expect(calendarValue(content, 'ORGANIZER')).toBe(`mailto:${toBen?.source}`);
    expect(calendarValue(content, 'ATTENDEE')?.toLowerCase()).toBe('mailto:ben@acme.example');
    expect(toBen?.text).toContain(
      'You are not its organizer there: you cannot change it in your calendar, nor see there who accepted.',
    );
    expect(toBen?.attachments.map(({ filename }) => filename)).toContain('invite.ics');
  });
});

describe('mail of a meeting on Google Meet', () => {
  const links = ({ text }: { readonly text: string }): string[] => [
    ...new Set<string>(text.match(/https:\/\/meet\.google\.com\/\S+/gu)),
  ];

  it('[MEET-10] confirmation and reschedule carry the join link of the Google event, to host and guest alike', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { guests: [GRACE], location: { kind: 'google_meet' } });
    await hub().advance('PT5S');
    const confirmations = await look(hub());
    const { conference } = await hub().ask(BookingView, 'GET', `/v1/bookings/${id}`, { user: 'ben' });
    expect(seen(confirmations)).toEqual([
      'ben@acme.example: Confirmed: Intro call',
      'grace@guest.example: Confirmed: Intro call',
    ]);
    expect(confirmations.map(links)).toEqual([[conference?.joinUrl], [conference?.joinUrl]]);
    await patch(id, { start: '2027-01-05T14:00:00+01:00', end: '2027-01-05T15:00:00+01:00' });
    const moves = await look(hub());
    expect(seen(moves)).toEqual([
      'ben@acme.example: Rescheduled: Intro call',
      'grace@guest.example: Rescheduled: Intro call',
    ]);
    expect(moves.map(links)).toEqual([[conference?.joinUrl], [conference?.joinUrl]]);
    const [toBen] = moves.filter(({ to }) => to.includes('ben@acme.example'));
    expect(toBen?.calendar).toBeUndefined();
  });

  it('[MEET-10] a link that is late is said to follow after 20 s, and follows once in a mail of its own', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().google.webhooks({ mode: 'drop' });
    await book(hub(), { guests: [GRACE], location: { kind: 'google_meet' } });
    await hub().advance('PT19S');
    expect(await look(hub())).toEqual([]);
    await hub().advance('PT2S');
    const first = await look(hub());
    expect(first.map(({ text }) => [text.includes('it follows in another mail'), links({ text })])).toEqual([
      [true, []],
      [true, []],
    ]);
    await hub().advance('PT10M');
    const second = await look(hub());
    expect(seen(second)).toEqual([
      'ben@acme.example: Join link: Intro call',
      'grace@guest.example: Join link: Intro call',
    ]);
    expect(second.map(({ text }) => links({ text }).length)).toEqual([1, 1]);
  });
});
