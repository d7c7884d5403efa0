import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { eventLines } from '../support/event-lines.ts';
import { useHub } from '../support/hub.ts';
import { killAt, noMoreDeaths } from '../support/kill-step.ts';
import { GINA, liveEvents, told } from '../support/meeting.ts';
import { order } from '../support/order.ts';
import { meetingsOf, weekly } from '../support/series.ts';

const hub = useHub();

describe('a year of meetings', { timeout: 120_000 }, () => {
  it('comes whole though its maker dies in the middle, the store conflicts and Google asks for patience', async () => {
    await connectGoogle(hub(), 'ben');
    const body = order({ recurrence: weekly(52), guests: [GINA], location: { kind: 'google_meet' } });
    hub().aws.tables.setConflicts(0.05, 7);
    await killAt(hub(), { at: 'tables', kind: 'cut', skip: 150 });
    await hub().google.fault({ match: { method: 'POST', path: '/events' }, status: 429, skip: 5, times: 20 });
    const headers = { 'idempotency-key': 'year' };
    const first = await hub().call('POST', '/v1/bookings', { user: 'ben', body, headers });
    await noMoreDeaths(hub());
    const again = await hub().call('POST', '/v1/bookings', { user: 'ben', body, headers });
    hub().aws.tables.setConflicts(0);
    expect([first.status, again.status]).toEqual([201, 201]);
    await hub().advance('PT10M');
    const meetings = await meetingsOf(hub(), String(Object(again.body).seriesId));
    expect(meetings).toHaveLength(52);
    expect(meetings.at(-1)).toMatchObject({
      start: '2027-12-28T09:00:00.000Z',
      conference: { state: 'ready' },
    });
    expect(await liveEvents(hub(), 'ben')).toHaveLength(52);
    expect(await told(hub())).toEqual([
      'ben@acme.example: Confirmed: Intro call (52 meetings)',
      'gina@example.org: Confirmed: Intro call (52 meetings)',
    ]);
    const [mail] = await hub().inbox.to(GINA.email);
    const recurrenceIds = eventLines(mail?.calendar?.content ?? '', 'RECURRENCE-ID').flat();
    expect(recurrenceIds[51]).toBe('RECURRENCE-ID;TZID=Europe/Prague:20271228T100000');
    expect(await endFaults(hub())).toEqual([]);
  });
});
