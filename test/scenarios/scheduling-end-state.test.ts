import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { offered } from '../support/event-type.ts';
import { guest, reserved } from '../support/guest-booking.ts';
import { guestFaults } from '../support/guest-faults.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { lastWordFaults } from '../support/last-words.ts';
import { GINA, inGoogle } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { schedulingFaults } from '../support/scheduling-faults.ts';
import { bookSeries, cancelScope } from '../support/series.ts';
import { newWorld } from '../support/torture-world.ts';

const hub = useHub();
type Item = Awaited<ReturnType<ReturnType<typeof hub>['aws']['tables']['snapshot']>>[number];
type Mails = Awaited<ReturnType<Hub['inbox']['all']>>;

const TEN = { start: '2027-01-05T10:00:00.000Z', end: '2027-01-05T10:30:00.000Z' };

/** Ben's round robin, which Gina has booked on Tuesday at ten, and been reminded of an hour before. */
const stage = async (over: Record<string, unknown> = {}) => {
  await connectGoogle(hub(), 'ben');
  const hosts = [{ userId: 'ben' }];
  const reminders = [{ before: 'PT24H', to: 'all' }];
  const { id: offer } = await offered(hub(), { kind: 'round_robin', hosts, reminders });
  const booked = await reserved(hub(), offer, { zone: 'UTC', ...over });
  await hub().advance('PT90M');
  expect(await schedulingFaults(hub())).toEqual([]);
  return { offer, ...booked };
};

/** Writes items that begin so once more, with a text replaced. */
const forge = async (partition: string, from: string | RegExp, to: string): Promise<void> => {
  const { tables } = hub().aws;
  const items = (await tables.snapshot()).filter((item) => JSON.stringify(item.pk).includes(`"${partition}`));
  const forged = items.map((item): Item => JSON.parse(JSON.stringify(item).replaceAll(from, to)));
  expect(forged).not.toEqual(items);
  await tables.restore(forged);
};

/** The same hub with other mails in the inbox. */
const withMails = (change: (mails: Mails) => Mails): Hub => {
  const { inbox } = hub();
  return { ...hub(), inbox: { ...inbox, all: async () => change(await inbox.all()) } };
};

const isReminder = ({ subject }: Mails[number]): boolean => subject.startsWith('Reminder: ');
const expectFault = async (words: RegExp, at: Hub = hub()): Promise<void> =>
  expect(await schedulingFaults(at)).toContainEqual(expect.stringMatching(words));

describe('the last look at scheduling', { timeout: 60_000 }, () => {
  it('finds what a host has beside a meeting and nobody shows, and what is shown in vain', async () => {
    await stage();
    await hub().google.webhooks({ mode: 'drop' });
    const [start, end] = [{ dateTime: TEN.start }, { dateTime: TEN.end }];
    const { id } = await (await inGoogle(hub(), 'ben')).add({ summary: 'Dentist', start, end });
    await expectFault(/does not show: ben 2027-01-05T10:00/u);
    await (await inGoogle(hub(), 'ben')).remove(String(id));
    const conflict = `{"M":{"userId":{"S":"ben"},"start":{"S":"${TEN.start}"},"end":{"S":"${TEN.end}"}}}`;
    await forge('BOOKING#', '"conflicts":{"L":[]}', `"conflicts":{"L":[${conflict}]}`);
    await expectFault(/shows in vain: ben 2027-01-05T10:00/u);
  });

  it('finds two meetings of a host at once that nobody allowed', async () => {
    await stage();
    await book(hub(), { start: '2027-01-05T12:00:00Z', end: '2027-01-05T12:30:00Z' });
    expect(await schedulingFaults(hub())).toEqual([]);
    await forge('BOOKING#', '2027-01-05T12:', '2027-01-05T10:');
    await expectFault(/^ben is in two meetings at once/u);
  });

  it('finds turns that are miscounted, a meeting without its host, and a no that nothing followed', async () => {
    await stage();
    await forge('EVENT_TYPE#', '"assigned":{"N":"1"}', '"assigned":{"N":"2"}');
    await expectFault(/are counted as "ben 2", and were "ben 1"$/u);
    const open = `{"M":{"ben":{"M":{"start":{"S":"${TEN.start}"},"state":{"S":"open"}}}}}`;
    await forge('BOOKING#', '"conflicts":{"L":[]}', `"conflicts":{"L":[]},"declines":${open}`);
    await expectFault(/^ben has declined .* nothing has followed$/u);
    await forge('BOOKING#', /"hosts":\{"L":\[\{.*?\}\}\]\}/gu, '"hosts":{"L":[]}');
    await expectFault(/of a round_robin has 0 hosts$/u);
  });

  it('finds a slot that is held too long', async () => {
    const { offer } = await stage();
    await reserved(hub(), offer, { start: '2027-01-05T12:00:00Z', hold: true, guest: guest(1) });
    expect(await schedulingFaults(hub())).toEqual([]);
    await forge('BOOKING#', /"until":\{"S":"[^"]+"/gu, '"until":{"S":"2027-01-04T09:00:00.000Z"');
    await expectFault(/is still held/u);
  });

  it('finds reminders that came twice, too early, after the end, of another time, or not at all', async () => {
    await stage();
    const all = await hub().inbox.all();
    expect(all.filter(isReminder)).toHaveLength(2);
    const [first] = all.filter(isReminder);
    if (first === undefined) return;
    const early = { ...first, at: '2027-01-04T09:20:00.000Z' };
    const other = { ...first, text: first.text.replace('10:00 –', '11:00 –') };
    const cancelled = { ...first, subject: 'Cancelled: Intro call: Gina' };
    const planted: readonly [RegExp, (mails: Mails) => Mails][] = [
      [/was reminded twice/u, (mails) => [...mails, first]],
      [/was reminded too early/u, (mails) => [...mails, early]],
      [/was reminded of another time/u, (mails) => [...mails, other]],
      [/was reminded of nothing/u, (mails) => [...mails, cancelled, first]],
      [/was not reminded at/u, (mails) => mails.filter((mail) => !isReminder(mail))],
    ];
    for (const [words, change] of planted) await expectFault(words, withMails(change));
  });

  it('finds a calendar that lacks what became of a series, and an answer that is not shown', async () => {
    const { id } = await bookSeries(hub(), { zone: 'UTC', guests: [GINA] });
    await hub().settle();
    await cancelScope(hub(), id, 'following');
    await hub().settle();
    expect(await lastWordFaults(hub())).toEqual([]);
    const early = withMails((mails) => mails.filter(({ subject }) => !subject.startsWith('Cancelled')));
    expect(await lastWordFaults(early)).toContainEqual(expect.stringMatching(/gina@example\.org has 2027/u));
    const booked = await stage({ start: '2027-01-05T12:00:00Z' });
    const path = new URL(booked.link ?? '').pathname;
    const world = newWorld(hub(), 1);
    const said = [{ answer: 'accepted', begun: 1, ended: 2, status: 200 }];
    world.passes.push({ id: booked.id, email: GINA.email, path, said, clock: 2 });
    world.series.push({ ids: [booked.id], cancelledFrom: 0 });
    expect(await guestFaults(world)).toEqual([
      `${booked.id}: ${GINA.email} said accepted, and it shows needs_action`,
      `${booked.id} is confirmed, and was said to be cancelled`,
    ]);
  });
});
