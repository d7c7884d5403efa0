import { describe, expect, it } from 'vitest';
import { lookAt, putBack } from '../../infra/operate/dead-letters.ts';
import { localPlace } from '../../infra/operate/place.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { callsSince, GINA, liveEvents, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();

/** The SDK asks three times before a function fails. */
const TRIES = 3;
const RECEIVES = 5;

const broken = (about: string, failures: number): void =>
  hub().aws.tables.faults.add({ kind: 'fail', operation: 'GetItem', about, times: failures * TRIES });

const reasons = async () =>
  (await lookAt(await localPlace(hub().url), 'provision')).reasons.map(({ reason, receives, trace }) => ({
    reason,
    receives,
    trace,
  }));

describe('a message that throws', () => {
  it('is given up after five times, and its reason can be found beside it', async () => {
    const { settle, advance, dlq, logs } = hub();
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { guests: [GINA] });
    broken(id, 100);
    await settle();
    await advance('PT10M');
    expect(dlq('provision')).toBe(1);
    expect(await reasons()).toEqual([
      { reason: 'Unknown 500', receives: RECEIVES, trace: expect.any(String) },
    ]);
    const [kept] = await storedItems(hub(), 'FAILED#provision');
    const told = logs().filter((line) => line.includes('queue.failed'));
    expect(told.some((line) => line.includes(String(kept?.messageId)))).toBe(true);
    expect(JSON.stringify(kept)).not.toContain(GINA.email);
  });

  it('is done once where it is put back and nothing stands against it any more', async () => {
    const { google, settle, advance, dlq, aws } = hub();
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { guests: [GINA] });
    broken(id, 100);
    await settle();
    await advance('PT10M');
    aws.tables.faults.clear();
    const place = await localPlace(hub().url);
    for (const queue of ['provision', 'mail'] as const)
      expect(await putBack(place, await lookAt(place, queue))).toBeGreaterThan(0);
    const before = (await google.state()).calls.length;
    await settle();
    await advance('PT5M');
    expect(dlq('provision')).toBe(0);
    expect((await callsSince(hub(), before)).filter((call) => call === 'POST events').length).toBeLessThan(2);
    expect((await readBooking(hub(), id)).hosts[0]?.calendar.state).toBe('synced');
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
    expect(await storedItems(hub(), 'FAILED#')).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('comes back with a new reason where it throws still', async () => {
    const { settle, advance, dlq, aws } = hub();
    aws.byName.provision.queue.send({ body: 'no JSON at all', attributes: {}, group: 'g', dedupe: 'd' });
    await settle();
    await advance('PT10M');
    const place = await localPlace(hub().url);
    const [first] = (await lookAt(place, 'provision')).reasons;
    expect(first).toMatchObject({ reason: 'ZodError', receives: RECEIVES });
    expect(await putBack(place, await lookAt(place, 'provision'))).toBe(1);
    expect([dlq('provision'), (await reasons()).length]).toEqual([0, 0]);
    await settle();
    await advance('PT10M');
    expect(dlq('provision')).toBe(1);
    const [second, ...others] = (await lookAt(place, 'provision')).reasons;
    expect(others).toEqual([]);
    expect(second).toMatchObject({ reason: 'ZodError', receives: RECEIVES });
    expect(second?.messageId).not.toBe(first?.messageId);
  });

  it('leaves no reason behind where a later try succeeds', async () => {
    const { settle, advance, dlq } = hub();
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { guests: [GINA] });
    broken(id, 2);
    await settle();
    // The calendar's and the mail's.
    expect(await storedItems(hub(), 'FAILED#')).toHaveLength(2);
    expect(await reasons()).toEqual([]);
    await advance('PT10M');
    expect([dlq('provision'), await storedItems(hub(), 'FAILED#')]).toEqual([0, []]);
  });

  it('is given up all the same where the reason cannot be kept', async () => {
    const { settle, advance, dlq, aws, logs } = hub();
    aws.tables.faults.add({ kind: 'fail', about: 'FAILED#', times: RECEIVES * TRIES });
    aws.byName.mail.queue.send({ body: '{"v":1}', attributes: {}, group: 'g' });
    await settle();
    await advance('PT10M');
    expect(dlq('mail')).toBe(1);
    expect(logs().filter((line) => line.includes('queue.reason_not_kept'))).toHaveLength(RECEIVES);
  });
});
