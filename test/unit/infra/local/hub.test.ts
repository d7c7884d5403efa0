import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectGoogle } from '../../../support/connect-google.ts';
import { START, useHub } from '../../../support/hub.ts';

describe('the hub under test', () => {
  const hub = useHub();

  it('begins at one instant with the demo people', async () => {
    expect(new Date().toISOString()).toBe(START);
    const people = z.object({ items: z.array(z.looseObject({ id: z.string() })) });
    const { items } = await hub().ask(people, 'GET', '/v1/admin/users', { user: 'ada' });
    expect(items.map(({ id }) => id).sort()).toEqual(['ada', 'ben', 'chloe', 'dan', 'eve']);
  });

  it('connects a Google calendar by the public flow', async () => {
    expect(await connectGoogle(hub(), 'ben')).toMatchObject({ state: 'connected' });
    expect(hub().dlq('sync')).toBe(0);
    expect(hub().logs().join('\n')).not.toContain('ben@gmail.example');
  });

  it.each([1, 2])('forgets the connection of the test before (%i)', async () => {
    const { body } = await hub().call('GET', '/v1/me/integrations/google_calendar', { user: 'ben' });
    expect(body).toMatchObject({ state: 'not_connected' });
  });

  it('lets an afternoon pass', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT4H');
    expect(new Date().toISOString()).toBe('2027-01-04T13:00:00.000Z');
    expect(await hub().call('GET', '/v1/me', { user: 'ada' })).toMatchObject({ status: 200 });
    expect(hub().dlq('sync')).toBe(0);
  });

  it('leaves a journey through time that nobody waits for', async () => {
    // A calendar is looked at every day, so there are places to stop at.
    await connectGoogle(hub(), 'ben');
    const journey = hub().advance('P365D');
    await hub().abandon();
    await journey;
    expect(Date.now()).toBeLessThan(Date.parse('2028-01-01'));
  });
});
