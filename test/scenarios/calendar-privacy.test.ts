import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, inGoogle, liveEvents, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const DENTIST = {
  summary: 'Dentist',
  location: 'Clinic',
  start: { dateTime: '2027-01-07T14:00:00Z' },
  end: { dateTime: '2027-01-07T15:00:00Z' },
};
const Availability = z.object({
  items: z.array(
    z.looseObject({ events: z.array(z.looseObject({ title: z.string().optional() })).optional() }),
  ),
});

const titles = async () => {
  const path = '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-09T00:00:00Z&detail=events';
  const { items } = await hub().ask(Availability, 'GET', path, { user: 'ben' });
  return items[0]?.events?.map(({ title }) => title);
};

describe('what is known of a calendar', { timeout: 60_000 }, () => {
  it('is its times alone in full privacy, and Google is asked for nothing else', async () => {
    await connectGoogle(hub(), 'ben', { privacy: 'full_private' });
    await (await inGoogle(hub(), 'ben')).add(DENTIST);
    await hub().settle();
    expect(JSON.stringify(await titles())).not.toContain('Dentist');
    const lists = (await hub().google.state()).calls.filter(
      ({ method, path }) => method === 'GET' && path.endsWith('/events'),
    );
    expect(lists.length).toBeGreaterThan(1);
    for (const { query } of lists)
      expect(String(query)).not.toMatch(/summary|location|description|email|fields=&/u);
    expect(
      (
        await hub().call('POST', '/v1/bookings', {
          user: 'ben',
          body: {
            title: 'Call',
            start: '2027-01-07T14:30:00Z',
            end: '2027-01-07T15:30:00Z',
            zone: 'UTC',
            hosts: ['ben'],
            location: { kind: 'in_person' },
          },
        })
      ).status,
    ).toBe(409);
  });

  it('is the title too by default, but not of what its owner keeps private', async () => {
    await connectGoogle(hub(), 'ben');
    const ben = await inGoogle(hub(), 'ben');
    await ben.add(DENTIST);
    await ben.add({ ...DENTIST, summary: 'Secret', visibility: 'private' });
    await hub().settle();
    const known = await titles();
    expect(known).toContain('Dentist');
    expect(JSON.stringify(known)).not.toContain('Secret');
  });
});

describe('a colleague on a meeting', { timeout: 60_000 }, () => {
  it('[MEET-21] who comes in is invited to the one event, who is taken off is so no more', async () => {
    await connectGoogle(hub(), 'ada');
    await connectGoogle(hub(), 'chloe');
    const { id } = await book(hub(), { hosts: ['ada'], location: { kind: 'google_meet' } }, { user: 'ada' });
    await hub().settle();
    await hub().advance('PT30S');
    const change = async (hosts: string[]) => {
      await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body: { hosts } });
      await hub().settle();
    };
    const invited = async () =>
      (await liveEvents(hub(), 'ada')).map(({ attendees = [] }) =>
        z
          .array(z.looseObject({ email: z.string() }))
          .parse(attendees)
          .map(({ email }) => email),
      );
    expect(await invited()).toEqual([[]]);
    await change(['ada', 'chloe']);
    expect(await invited()).toEqual([[accountOf('chloe')]]);
    const { hosts, conference } = await readBooking(hub(), id);
    expect(hosts.map(({ calendar }) => calendar.state)).toEqual(['synced', 'synced']);
    expect(conference?.state).toBe('ready');
    expect(await liveEvents(hub(), 'chloe')).toHaveLength(1);
    await change(['ada']);
    expect(await invited()).toEqual([[]]);
    expect((await readBooking(hub(), id)).guests).toEqual([]);
  });
});
