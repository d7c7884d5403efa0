import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../../events/stored/booking.ts';
import { cancelBooking } from '../../../../shared/domain/cancel-booking.ts';
import { transitionBooking } from '../../../../shared/domain/transition-booking.ts';
import { AT, aBooking, anEntry } from '../../../support/a-booking.ts';
import { noticeStage } from '../../../support/notice-stage.ts';

const guest = (id: string): Booking['guests'][number] => ({
  id,
  email: `${id}@guest.example`,
  name: id,
  rsvp: 'needs_action',
  attendee: false,
});

const owed = (over: Partial<Booking> = {}): Booking =>
  aBooking({ noticesOwed: true, noticesSince: AT, guests: [guest('grace')], ...over });

const stage = (booking = owed()) => {
  const here = noticeStage();
  here.commit(booking);
  const current = (): Booking => here.booking() ?? booking;
  const change = (changes: Partial<Booking>) =>
    here.commit(transitionBooking(current(), changes, { at: here.now() }));
  const cancel = () => here.commit(cancelBooking(current(), { at: here.now(), by: 'ben' }));
  return { ...here, current, change, cancel };
};

const LATER = { start: '2027-01-05T12:00:00.000Z', end: '2027-01-05T13:00:00.000Z' };

describe('telling people', () => {
  it('mails host and guest once, whatever comes again', async () => {
    const { run, look, current } = stage();
    await run();
    await Promise.all([run(), run()]);
    expect(look()).toEqual(['ben confirmation 0', 'grace confirmation 0']);
    expect(current().noticesOwed).toBe(false);
  });

  it('mails each person once when five machines get the message at once', async () => {
    const { run, look } = stage(owed({ guests: ['grace', 'jan', 'kay', 'lee', 'mia', 'noa'].map(guest) }));
    await Promise.all([run(), run(), run(), run(), run()]);
    const to = (name: string) => `${name} confirmation 0`;
    expect(look().toSorted()).toEqual(['ben', 'grace', 'jan', 'kay', 'lee', 'mia', 'noa'].map(to));
  });

  it('tells nobody of a meeting that was cancelled before they heard of it', async () => {
    const { run, look, cancel, current } = stage();
    cancel();
    await run();
    expect(look()).toEqual([]);
    expect(current().noticesOwed).toBe(false);
  });

  it('confirms the new time to people who never heard of the old one', async () => {
    const { run, sent, change } = stage();
    change(LATER);
    await run();
    expect(sent.map(({ kind, told, previous }) => [kind, told.start, previous])).toEqual([
      ['confirmation', LATER.start, undefined],
      ['confirmation', LATER.start, undefined],
    ]);
  });

  it('says old and new time after a move, and nothing when it was moved back meanwhile', async () => {
    const { run, sent, look, change, current } = stage();
    const { start, end } = current();
    await run();
    look();
    change(LATER);
    await run();
    expect(sent.map(({ kind, told, previous }) => [kind, previous?.start, told.start])).toEqual([
      ['reschedule', start, LATER.start],
      ['reschedule', start, LATER.start],
    ]);
    expect(look()).toEqual(['ben reschedule 1', 'grace reschedule 1']);
    change({ start, end });
    change(LATER);
    await run();
    expect(look()).toEqual([]);
    expect(current().noticesOwed).toBe(false);
  });

  it('folds a move, a new title and a new place into one mail', async () => {
    const { run, look, change } = stage();
    await run();
    look();
    change(LATER);
    change({ title: 'Outro' });
    change({ location: { kind: 'in_person', venue: 'Room 4' } });
    await run();
    expect(look()).toEqual(['ben reschedule 1', 'grace reschedule 1']);
  });

  it('mails nobody for a new description', async () => {
    const { run, look, change, current } = stage();
    await run();
    look();
    change({ description: 'Bring cake' });
    await run();
    expect(look()).toEqual([]);
    expect(current().noticesOwed).toBe(false);
  });

  it('confirms to a guest who was added, cancels to one who was taken off, and leaves the others alone', async () => {
    const { run, look, change } = stage();
    await run();
    look();
    change({ guests: [guest('jan')] });
    await run();
    expect(look()).toEqual(['grace cancellation 1', 'jan confirmation 0']);
  });

  it('counts on for an address that was taken off and put back as somebody new', async () => {
    const { run, look, change } = stage();
    await run();
    look();
    change({ guests: [] });
    change({ guests: [{ ...guest('again'), email: 'GRACE@guest.example' }] });
    await run();
    expect(look()).toEqual(['grace cancellation 1', 'GRACE confirmation 2']);
  });

  it('waits 20 s for the link, then says that it follows, and sends it once when it comes', async () => {
    const { run, look, pass, change, current } = stage(
      owed({ conference: { kind: 'google_meet', state: 'pending' } }),
    );
    pass(19);
    await run();
    expect(look()).toEqual([]);
    expect(current().noticesOwed).toBe(true);
    pass(2);
    await run();
    expect(look()).toEqual(['ben confirmation 0', 'grace confirmation 0']);
    change({ conference: { kind: 'google_meet', state: 'ready', joinUrl: 'https://meet.google.com/x' } });
    await run();
    await run();
    expect(look()).toEqual(['ben link 1', 'grace link 1']);
  });

  it('does not wait for a link to say that the meeting is cancelled', async () => {
    const { run, look, change, cancel } = stage();
    await run();
    look();
    change({ conference: { kind: 'google_meet', state: 'pending' } });
    cancel();
    await run();
    expect(look()).toEqual(['ben cancellation 1', 'grace cancellation 1']);
  });

  it('sends no second mail while the fate of the first is unknown, then the same with the same number', async () => {
    const { run, sent, look, outcomes, queued, pass, current } = stage(owed({ hosts: [] }));
    outcomes.push({ outcome: 'unknown', reason: 'TimeoutError' });
    await run();
    await run();
    expect(queued).toEqual([{ delaySeconds: 181 }]);
    const [first] = sent;
    expect(look()).toEqual(['grace confirmation 0']);
    pass(181);
    await run();
    expect({ ...sent[0], token: first?.token }).toEqual(first);
    expect(look()).toEqual(['grace confirmation 0']);
    expect(current().noticesOwed).toBe(false);
  });

  it('says what is newer instead, when the fate of a mail stays unknown', async () => {
    const { run, look, outcomes, pass, change } = stage(owed({ hosts: [] }));
    outcomes.push({ outcome: 'unknown', reason: 'TimeoutError' });
    await run();
    look();
    change(LATER);
    await run();
    expect(look()).toEqual([]);
    pass(181);
    await run();
    expect(look()).toEqual(['grace reschedule 1']);
  });

  it('shows a refused address and tells all others', async () => {
    const { run, look, outcomes, notices, current } = stage(
      owed({ hosts: [], guests: [guest('bad'), guest('grace')] }),
    );
    outcomes.push({ outcome: 'refused', reason: 'MessageRejected' });
    await run();
    expect(look()).toEqual(['grace confirmation 0']);
    expect(notices.get('guest:bad')?.last).toEqual({
      kind: 'confirmation',
      state: 'failed',
      at: AT,
      reason: 'MessageRejected',
    });
    expect(current().noticesOwed).toBe(false);
  });

  it('puts a throttled mail back as if nothing had been tried, and comes again', async () => {
    const { run, look, outcomes, queued, notices, current } = stage(owed({ hosts: [] }));
    outcomes.push({ outcome: 'throttled', retryAfterSeconds: 5 });
    await run();
    expect(queued).toEqual([{ delaySeconds: 5 }]);
    expect(notices.get('guest:grace')).toMatchObject({ sequence: -1 });
    expect(current().noticesOwed).toBe(true);
    await run();
    expect(look()).toEqual(['grace confirmation 0']);
  });

  it('leaves a used up quota to the due item of the booking', async () => {
    const { run, outcomes, queued, current } = stage(owed({ hosts: [] }));
    outcomes.push({ outcome: 'throttled', retryAfterSeconds: 600 });
    await run();
    expect(queued).toEqual([]);
    expect(current().noticesOwed).toBe(true);
  });

  it('gives up loudly while sending is switched off, with nothing lost and nobody claimed', async () => {
    const { run, look, outcomes } = stage(owed({ hosts: [], guests: [guest('grace'), guest('jan')] }));
    outcomes.push(new Error('AccountSendingPausedException'));
    await expect(run()).rejects.toThrow('some readers could not be written to');
    expect(look()).toEqual(['jan confirmation 0']);
    await run();
    expect(look()).toEqual(['grace confirmation 0']);
  });

  it('drops and counts what comes after the meeting has begun, but not what was changed since', async () => {
    const late = stage();
    late.pass(26 * 3600);
    await late.run();
    expect([late.look(), late.current().noticesOwed]).toEqual([[], false]);
    expect(late.logged).toEqual([
      { event: 'mail.missed', kind: 'confirmation' },
      { event: 'mail.missed', kind: 'confirmation' },
    ]);
    const running = stage(owed({ guests: [] }));
    await running.run();
    running.look();
    running.pass(25 * 3600 + 600);
    running.change({ guests: [guest('grace')] });
    await running.run();
    expect(running.look()).toEqual(['grace confirmation 0']);
  });

  it('tells nobody of a change that was made quietly', async () => {
    const { run, look, commit, current } = stage();
    await run();
    look();
    commit({ ...transitionBooking(current(), LATER, { at: AT, quiet: true }), noticesOwed: true });
    await run();
    expect(look()).toEqual([]);
    expect(current().noticesOwed).toBe(false);
  });

  it('gives calendar parts to guests and hosts without a calendar only, and cancels them where they were given', async () => {
    const { run, sent, look, cancel } = stage(
      owed({
        hosts: ['ben', 'dan'].map((userId) => ({ userId, name: userId, rsvp: 'needs_action' })),
        guests: [guest('grace'), { ...guest('jan'), attendee: true }],
        calendars: { ben: anEntry() },
      }),
    );
    const invited = () => sent.map(({ to, told }) => [to.split('@')[0], told.invited]);
    const expected = [
      ['ben', false],
      ['dan', true],
      ['grace', true],
      ['jan', false],
    ];
    await run();
    expect(invited()).toEqual(expected);
    look();
    cancel();
    await run();
    expect(invited()).toEqual(expected);
  });

  it('reaches a hundred guests and twenty hosts in one run', async () => {
    const hosts = Array.from({ length: 20 }, (_, n) => ({
      userId: `h${n}`,
      name: `h${n}`,
      rsvp: 'needs_action' as const,
    }));
    const guests = Array.from({ length: 100 }, (_, n) => guest(`g${n}`));
    const { run, look, current } = stage(owed({ hosts, guests }));
    await run();
    expect(new Set(look()).size).toBe(120);
    expect(current().noticesOwed).toBe(false);
  });
});

describe('a machine that dies while telling people', () => {
  it.each(Array.from({ length: 30 }, (_, index) => index + 1))(
    'loses no mail and doubles none but an unanswered one, at line %i',
    async (call) => {
      const { run, sent, crashAt, pass, current } = stage(owed({ hosts: [] }));
      crashAt(call);
      const [outcome] = await Promise.allSettled([run()]);
      const unanswered = sent.length;
      crashAt(Number.POSITIVE_INFINITY);
      pass(200);
      await run();
      expect(current().noticesOwed).toBe(false);
      expect(new Set(sent.map(({ kind, sequence }) => `${kind} ${sequence}`))).toEqual(
        new Set(['confirmation 0']),
      );
      expect(sent.length).toBeLessThanOrEqual(outcome.status === 'rejected' && unanswered === 1 ? 2 : 1);
    },
  );
});

describe('a machine that stands still while others go on', () => {
  const CALLS = Array.from({ length: 18 }, (_, index) => index + 1);
  const lastKind = (mails: readonly string[], name: string) =>
    mails.findLast((mail) => mail.startsWith(name))?.split(' ')[1] ?? 'never told';

  /** At this call of one machine all the others do `meanwhile`; then whoever still owes something goes on. */
  const interrupted = async (call: number, meanwhile: (here: ReturnType<typeof stage>) => Promise<void>) => {
    const here = stage();
    let isOver = false;
    const others = async (): Promise<void> => {
      isOver = true;
      await meanwhile(here);
    };
    here.pauseAt(call, others);
    await here.run();
    if (!isOver) await others();
    for (let again = 0; again < 3 && here.current().noticesOwed; again += 1) await here.run();
    return here;
  };

  it.each(CALLS)('before call %i: whoever was told of a meeting is told of its end', async (call) => {
    const { look } = await interrupted(call, async ({ run, cancel }) => {
      await run();
      cancel();
    });
    const mails = look();
    expect(['ben', 'grace'].map((name) => lastKind(mails, name))).toEqual(['cancellation', 'cancellation']);
  });

  it.each(CALLS)('before call %i: nobody is told of a meeting after its end', async (call) => {
    const { look } = await interrupted(call, async ({ run, cancel }) => {
      cancel();
      await run();
    });
    const mails = look();
    for (const name of ['ben', 'grace']) expect(lastKind(mails, name)).not.toBe('confirmation');
  });

  it.each(CALLS)('before call %i: the last mail tells the last time', async (call) => {
    const { sent } = await interrupted(call, async ({ run, change }) => {
      await run();
      change(LATER);
      await run();
    });
    for (const name of ['ben', 'grace'])
      expect(sent.findLast(({ to }) => to.startsWith(name))?.told.start).toBe(LATER.start);
  });
});
