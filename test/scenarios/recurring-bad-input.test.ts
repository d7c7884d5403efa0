import { describe, expect, it } from 'vitest';
import { useHub } from '../support/hub.ts';
import { book, order, Problem } from '../support/order.ts';
import { bookSeries, linesOf, meetingsOf, weekly } from '../support/series.ts';

const hub = useHub();

describe('what a series cannot be', () => {
  it('is refused by its field and changes nothing', async () => {
    const faults: [Record<string, unknown>, string][] = [
      [{ recurrence: { freq: 'weekly' } }, 'recurrence.count'],
      [{ recurrence: { freq: 'weekly', count: 53 } }, 'recurrence.count'],
      [{ recurrence: { freq: 'weekly', byDay: ['1MO'], count: 3 } }, 'recurrence'],
      [{ recurrence: { freq: 'weekly', byDay: ['MO'], count: 3 } }, 'start'],
      [{ recurrence: { freq: 'monthly', count: 20 } }, 'recurrence'],
      [{ recurrence: weekly(3), status: 'draft' }, 'status'],
      [{ skipConflicts: true }, 'skipConflicts'],
      [{ recurrence: weekly(2), end: '2027-01-13T10:00:00+01:00' }, 'end'],
      [{ recurrence: weekly(2), hosts: ['ben', 'nobody'] }, 'hosts.1'],
      [{ recurrence: weekly(2), guests: [{ name: 'B', email: 'ben@acme.example' }] }, 'guests.0.email'],
    ];
    for (const [over, field] of faults) {
      const { status, body } = await hub().call('POST', '/v1/bookings', { user: 'ben', body: order(over) });
      expect({ status, errors: Problem.parse(body).errors }, JSON.stringify(over)).toMatchObject({
        status: 422,
        errors: [{ field }],
      });
    }
    const zoom = { user: 'ben', body: order({ recurrence: weekly(2), location: { kind: 'zoom' } }) };
    expect(await hub().call('POST', '/v1/bookings', zoom)).toMatchObject({
      status: 409,
      body: { code: 'platform_not_connected' },
    });
    const listed = await hub().call('GET', '/v1/bookings?from=2027-01-01T00:00:00Z', { user: 'ben' });
    expect(listed.body).toEqual({ items: [] });
  });

  it('nor a change of some of it: the field is named, and nothing is changed', async () => {
    const alone = await book(hub(), { start: '2027-01-08T10:00:00Z', end: '2027-01-08T11:00:00Z' });
    const { id, series } = await bookSeries(hub());
    const before = linesOf(await meetingsOf(hub(), series.id));
    const faults: [string, Record<string, unknown>, string][] = [
      [alone.id, { scope: 'all', title: 'x' }, 'scope'],
      [id, { scope: 'some', title: 'x' }, 'scope'],
      [id, { scope: 'all', hosts: ['ben', 'chloe'] }, 'hosts'],
      [id, { scope: 'all', zone: 'UTC' }, 'zone'],
      [id, { scope: 'following', start: '2027-01-03T10:00:00Z', end: '2027-01-03T11:00:00Z' }, 'start'],
      [id, { scope: 'all', start: '2028-01-20T10:00:00Z', end: '2028-01-20T11:00:00Z' }, 'start'],
      [id, { scope: 'all', end: '2027-01-14T10:00:00Z' }, 'end'],
    ];
    for (const [target, body, field] of faults) {
      const answer = await hub().call('PATCH', `/v1/bookings/${target}`, { user: 'ben', body });
      const [error] = Problem.parse(answer.body).errors ?? [];
      expect({ status: answer.status, field: error?.field }).toEqual({ status: 422, field });
    }
    const cancel = { user: 'ben', body: { scope: 'all' } };
    expect(await hub().call('POST', `/v1/bookings/${alone.id}/cancel`, cancel)).toMatchObject({
      status: 422,
    });
    const stale = { ...cancel, headers: { 'if-match': '"7-x"' } };
    expect(await hub().call('POST', `/v1/bookings/${id}/cancel`, stale)).toMatchObject({ status: 412 });
    expect(await hub().call('GET', '/v1/bookings?series=ser_none', { user: 'ben' })).toMatchObject({
      status: 200,
      body: { items: [] },
    });
    const path = `/v1/bookings?series=${series.id}`;
    expect(await hub().call('GET', `${path}&cursor=x`, { user: 'ben' })).toMatchObject({ status: 400 });
    expect(linesOf(await meetingsOf(hub(), series.id))).toEqual(before);
  });

  it('is listed page by page', async () => {
    const { series } = await bookSeries(hub());
    const path = `/v1/bookings?series=${series.id}&limit=3`;
    const first = await hub().call('GET', path, { user: 'ben' });
    expect(first.body).toMatchObject({ items: [{}, {}, {}], next: expect.any(String) });
    const next = await hub().call('GET', `${path}&cursor=${Object(first.body).next}`, { user: 'ben' });
    expect(next.body).toEqual({ items: [expect.objectContaining({ start: '2027-01-26T09:00:00.000Z' })] });
  });
});
