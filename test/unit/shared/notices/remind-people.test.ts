import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../../events/stored/booking.ts';
import { cancelBooking } from '../../../../shared/domain/cancel-booking.ts';
import { transitionBooking } from '../../../../shared/domain/transition-booking.ts';
import { AT, aBooking } from '../../../support/a-booking.ts';
import { noticeStage } from '../../../support/notice-stage.ts';

const guest = (id: string): Booking['guests'][number] => ({
  id,
  email: `${id}@guest.example`,
  name: id,
  rsvp: 'needs_action',
  attendee: false,
});

const HOURLY = [{ before: 'PT1H', to: 'all' }] as const;

/** A meeting 25 hours ahead, of which everybody has been told, and the time until then or so in seconds. */
const stage = async (over: Partial<Booking> = {}) => {
  const here = noticeStage();
  const first = aBooking({
    noticesOwed: true,
    noticesSince: AT,
    guests: [guest('grace')],
    reminders: [...HOURLY],
    ...over,
  });
  here.commit(first);
  const current = (): Booking => here.booking() ?? first;
  const change = (changes: Partial<Booking>, quiet = false) =>
    here.commit(transitionBooking(current(), changes, { at: here.now(), quiet }));
  await here.run();
  here.look();
  /** Minutes before the start of now. */
  const goTo = (minutes: number): void => {
    here.pass((Date.parse(current().start) - Date.parse(here.now())) / 1000 - minutes * 60);
  };
  /** At so many minutes before the start: whom a message reaches then. */
  const mailsAt = async (minutes: number): Promise<string[]> => {
    goTo(minutes);
    await here.run();
    return here.look();
  };
  return { ...here, current, change, goTo, mailsAt };
};

const at = (hour: number) => ({
  start: `2027-01-05T${hour}:00:00.000Z`,
  end: `2027-01-05T${hour}:30:00.000Z`,
});
const BOTH = ['ben reminder 0', 'grace reminder 0'];

describe('reminding people', () => {
  it('mails each of them once, at the time, and nothing before or after', async () => {
    const { mailsAt, current } = await stage();
    expect(await mailsAt(61)).toEqual([]);
    expect(await mailsAt(60)).toEqual(BOTH);
    expect(current().remindersUntil).toBe('2027-01-05T09:00:00.000Z');
    expect(await mailsAt(60)).toEqual([]);
    expect(await mailsAt(59)).toEqual([]);
  });

  it('mails each of them once when five machines get the message at once', async () => {
    const { goTo, run, look } = await stage({ guests: ['grace', 'jan', 'kay'].map(guest) });
    goTo(60);
    await Promise.all([run(), run(), run(), run(), run()]);
    expect(look().toSorted()).toEqual(['ben', 'grace', 'jan', 'kay'].map((name) => `${name} reminder 0`));
  });

  it('knows several times, and whom each is for', async () => {
    const { mailsAt } = await stage({
      reminders: [
        { before: 'P1D', to: 'guests' },
        { before: 'PT2H', to: 'all' },
        { before: 'PT10M', to: 'hosts' },
      ],
    });
    expect(await mailsAt(24 * 60)).toEqual(['grace reminder 0']);
    expect(await mailsAt(120)).toEqual(BOTH);
    expect(await mailsAt(10)).toEqual(['ben reminder 0']);
  });

  it('leaves out those of a time that was over before people heard of the meeting', async () => {
    const { mailsAt } = await stage({
      reminders: [{ before: 'P2D', to: 'all' }, { before: 'PT25H', to: 'all' }, ...HOURLY],
    });
    expect(await mailsAt(24 * 60)).toEqual([]);
    expect(await mailsAt(60)).toEqual(BOTH);
  });

  it('comes at the new time after a move, and not at the old one', async () => {
    const { mailsAt, change, run, look } = await stage();
    change(at(14));
    await run();
    look();
    expect(await mailsAt(4 * 60)).toEqual([]);
    expect(await mailsAt(60)).toEqual(['ben reminder 1', 'grace reminder 1']);
  });

  it('comes again for a new time, but not where that is nearer than the reminder would be', async () => {
    const { mailsAt, change } = await stage();
    expect(await mailsAt(60)).toEqual(BOTH);
    change(at(14));
    expect(await mailsAt(4 * 60)).toEqual(['ben reschedule 1', 'grace reschedule 1']);
    expect(await mailsAt(60)).toEqual(['ben reminder 1', 'grace reminder 1']);
    change({ start: '2027-01-05T13:40:00.000Z', end: '2027-01-05T14:00:00.000Z' });
    expect(await mailsAt(40)).toEqual(['ben reschedule 2', 'grace reschedule 2']);
    expect(await mailsAt(20)).toEqual([]);
  });

  it('does not come twice for a time that the meeting was moved back to', async () => {
    const { mailsAt, change, run, look, current } = await stage();
    const { start, end } = current();
    expect(await mailsAt(60)).toEqual(BOTH);
    change(at(14));
    change({ start, end });
    await run();
    expect(look()).toEqual([]);
    change(at(14));
    await run();
    change({ start, end });
    await run();
    look();
    expect(await mailsAt(30)).toEqual([]);
  });

  it('comes although the meeting was moved away and back in the minute in which it was due', async () => {
    const { goTo, change, run, look, current } = await stage();
    const { start, end } = current();
    goTo(60);
    change(at(14));
    change({ start, end });
    await run();
    expect(look()).toEqual(BOTH);
  });

  it('comes to nobody once the meeting is cancelled', async () => {
    const { mailsAt, commit, current, now, run, look } = await stage();
    commit(cancelBooking(current(), { at: now(), by: 'ben' }));
    await run();
    look();
    expect(await mailsAt(60)).toEqual([]);
  });

  it('comes to nobody who has declined, and its history says so', async () => {
    const { mailsAt, change, recorded } = await stage({
      guests: [guest('grace'), { ...guest('jan'), rsvp: 'declined' }],
    });
    change({ hosts: [{ userId: 'ben', name: 'Ben', rsvp: 'declined' }] });
    expect(await mailsAt(60)).toEqual(['grace reminder 0']);
    expect(recorded().filter(({ outcome }) => outcome === 'skipped')).toEqual([
      { person: 'host:ben', type: 'mail.reminder', outcome: 'skipped', reason: 'declined' },
      { person: 'guest:jan', type: 'mail.reminder', outcome: 'skipped', reason: 'declined' },
    ]);
  });

  it('comes to nobody whose last mail came back', async () => {
    const { mailsAt, notices } = await stage();
    const before = notices.get('guest:grace');
    if (before)
      notices.set('guest:grace', { ...before, last: { kind: 'confirmation', state: 'bounced', at: AT } });
    expect(await mailsAt(60)).toEqual(['ben reminder 0']);
    expect(notices.get('guest:grace')?.last).toEqual({ kind: 'confirmation', state: 'bounced', at: AT });
  });

  it('comes to a guest who was added in time, and to none who was added later', async () => {
    const { mailsAt, change, current } = await stage();
    change({ guests: [...current().guests, guest('jan')] });
    await mailsAt(120);
    expect(await mailsAt(60)).toEqual([...BOTH, 'jan reminder 0']);
    change({ guests: [...current().guests, guest('kay')] });
    expect(await mailsAt(50)).toEqual(['kay confirmation 0']);
    expect(await mailsAt(40)).toEqual([]);
  });

  it('comes late while the meeting is still ahead, once for all that are due', async () => {
    const { mailsAt, sent, goTo, run } = await stage({
      reminders: [{ before: 'PT2H', to: 'all' }, ...HOURLY],
    });
    goTo(5);
    await run();
    expect(sent.map(({ kind, reminded }) => [kind, reminded?.minutes])).toEqual([
      ['reminder', 60],
      ['reminder', 60],
    ]);
    expect(await mailsAt(4)).toHaveLength(2);
    expect(await mailsAt(3)).toEqual([]);
  });

  it('is dropped and counted once the meeting has begun', async () => {
    const { mailsAt, logged, current } = await stage();
    expect(await mailsAt(-1)).toEqual([]);
    expect(logged).toEqual([
      { event: 'mail.missed', kind: 'reminder' },
      { event: 'mail.missed', kind: 'reminder' },
    ]);
    expect(current().remindersUntil).toBe('2027-01-05T10:01:00.000Z');
  });

  it('goes first for what is new: a change that comes at the same minute is told before', async () => {
    const { goTo, change, run, look } = await stage();
    goTo(60);
    change({ title: 'Outro' });
    await run();
    expect(look()).toEqual(['ben update 1', 'grace update 1', 'ben reminder 1', 'grace reminder 1']);
  });

  it('comes at the new time after a move that nobody was told of, if that lies ahead', async () => {
    const { mailsAt, change } = await stage();
    change(at(14), true);
    expect(await mailsAt(4 * 60)).toEqual([]);
    expect(await mailsAt(60)).toEqual(BOTH);
    const near = await stage();
    near.goTo(2 * 60);
    near.change({ start: '2027-01-05T08:30:00.000Z', end: '2027-01-05T09:00:00.000Z' }, true);
    expect(await near.mailsAt(29)).toEqual([]);
  });

  it('waits for the time by itself where the booking is looked at shortly before', async () => {
    const { goTo, run, queued } = await stage();
    for (const minutes of [81, 79, 62]) {
      goTo(minutes);
      await run();
    }
    expect(queued).toEqual([{ delaySeconds: 900 }, { delaySeconds: 120 }]);
  });

  it('says again what may not have arrived', async () => {
    const { goTo, run, look, outcomes, pass } = await stage({ hosts: [] });
    outcomes.push({ outcome: 'unknown', reason: 'TimeoutError' });
    goTo(60);
    await run();
    await run();
    expect(look()).toEqual(['grace reminder 0']);
    pass(181);
    await run();
    await run();
    expect(look()).toEqual(['grace reminder 0']);
  });

  it('is not said again to who has declined meanwhile', async () => {
    const { goTo, run, look, outcomes, pass, change, notices } = await stage({ hosts: [] });
    outcomes.push({ outcome: 'unknown', reason: 'TimeoutError' });
    goTo(60);
    await run();
    change({ guests: [{ ...guest('grace'), rsvp: 'declined' }] });
    pass(181);
    await run();
    expect(look()).toEqual(['grace reminder 0']);
    expect(notices.get('guest:grace')).not.toHaveProperty('sending');
  });

  it('is sent once by whoever comes after a machine that died at any line', async () => {
    for (let line = 1; line < 40; line += 1) {
      const { goTo, run, look, crashAt, pass, current } = await stage();
      goTo(60);
      crashAt(line);
      const [death] = await Promise.allSettled([run()]);
      crashAt(Number.POSITIVE_INFINITY);
      const before = look();
      pass(5 * 60);
      await run();
      const all = [...before, ...look()];
      expect(all.length, `line ${line}: ${death?.status}`).toBeLessThanOrEqual(3);
      expect(new Set(all), `line ${line}`).toEqual(new Set(BOTH));
      expect(current().remindersUntil, `line ${line}`).toBeDefined();
    }
  });

  it('is not lost to a throttled mail service', async () => {
    const { goTo, run, look, outcomes, queued } = await stage({ hosts: [] });
    goTo(60);
    outcomes.push({ outcome: 'throttled', retryAfterSeconds: 5 });
    await run();
    expect([look(), queued]).toEqual([[], [{ delaySeconds: 5 }]]);
    await run();
    expect(look()).toEqual(['grace reminder 0']);
  });
});
