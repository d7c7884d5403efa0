import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ExternalEvents } from '../../events/http/external-events.ts';
import { Card } from '../../events/http/integrations.ts';
import { connectOutlook, outlookAccountOf } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/outlook_calendar';
const WEEK = 'from=2027-01-04T00:00:00Z&to=2027-01-11T00:00:00Z';

const event = (subject: string, day: number, over: Record<string, unknown> = {}) => ({
  subject,
  start: { dateTime: `2027-01-0${day}T14:00:00`, timeZone: 'UTC' },
  end: { dateTime: `2027-01-0${day}T15:00:00`, timeZone: 'UTC' },
  ...over,
});
const change = (body: object, path = CARD) => hub().call('PATCH', path, { user: 'ben', body });
const titles = async () =>
  (
    await hub().ask(ExternalEvents, 'GET', `/v1/users/ben/external-events?${WEEK}`, { user: 'ben' })
  ).items.map(({ title }) => title);
const stored = async () => JSON.stringify(await storedItems(hub(), 'FEED'));
const privacyOf = async () =>
  (await hub().ask(Card, 'GET', CARD, { user: 'ben' })).accounts.map(({ privacy }) => privacy);

const benWith = async (privacy: string): Promise<void> => {
  const email = outlookAccountOf('ben');
  await hub().microsoft.account({ email, name: 'ben' });
  const ben = await hub().microsoft.as(email);
  await ben('POST', '/v1.0/me/events', event('Dentist', 6));
  await ben('POST', '/v1.0/me/events', event('Surprise', 7, { sensitivity: 'private' }));
  await ben('POST', '/v1.0/me/events', event('Layoffs', 8, { sensitivity: 'confidential' }));
  await connectOutlook(hub(), 'ben', { privacy });
};

describe('how much of an Outlook calendar is read', { timeout: 60_000 }, () => {
  it('[SYNC-07] is chosen before consent, stored with the connection and shown on the card', async () => {
    await benWith('full_private');
    expect(await privacyOf()).toEqual(['full_private']);
    expect(await titles()).toEqual(['Busy', 'Busy', 'Busy']);
    expect(await stored()).not.toMatch(/Dentist|Surprise|Layoffs/u);
  });

  it('[SYNC-07] by default titles are kept, but for what is private or confidential', async () => {
    await benWith('default');
    expect(await privacyOf()).toEqual(['default']);
    expect(await titles()).toEqual(['Dentist', 'Busy', 'Busy']);
    expect(await stored()).not.toMatch(/Surprise|Layoffs/u);
  });

  it('[SYNC-07] tightening deletes what was kept before it is answered, and keeps the time busy', async () => {
    await benWith('default');
    expect(await stored()).toContain('Dentist');
    const { status, body } = await change({ privacy: 'full_private' });
    expect(await stored()).not.toContain('Dentist');
    expect([status, Card.parse(body).accounts]).toMatchObject([200, [{ privacy: 'full_private' }]]);
    await hub().settle();
    expect(await titles()).toEqual(['Busy', 'Busy', 'Busy']);
    expect(await stored()).not.toContain('Dentist');
    await hub().advance('PT2H');
    expect(await stored()).not.toContain('Dentist');
  });

  it('[SYNC-07] loosening brings the titles', async () => {
    await benWith('full_private');
    await change({ privacy: 'default' });
    await hub().settle();
    expect(await titles()).toEqual(['Dentist', 'Busy', 'Busy']);
  });

  it('[SYNC-07] an org that allows less has it done for everybody, and lets nobody choose more', async () => {
    await benWith('default');
    const privacy = { default: 'full_private', allowed: ['full_private'] };
    await hub().ask(z.unknown(), 'PUT', '/v1/admin/settings', { user: 'ada', body: { privacy } });
    await hub().settle();
    expect(await privacyOf()).toEqual(['full_private']);
    expect(await stored()).not.toContain('Dentist');
    expect(await change({ privacy: 'default' })).toMatchObject({
      status: 422,
      body: { code: 'privacy_not_allowed' },
    });
  });

  it('is the same on the card of Teams, which has no choice of its own to show', async () => {
    await benWith('default');
    const teams = '/v1/me/integrations/microsoft_teams';
    expect((await change({ privacy: 'full_private' }, teams)).status).toBe(200);
    expect(await privacyOf()).toEqual(['full_private']);
    expect((await hub().ask(Card, 'GET', teams, { user: 'ben' })).actions).not.toContain('privacy');
  });
});
