import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const OUTLOOK = '/v1/me/integrations/outlook_calendar';
const TEAMS = '/v1/me/integrations/microsoft_teams';
const RETURN_URL = 'http://127.0.0.1/app';

const cards = async (user: string): Promise<Card[]> =>
  (await hub().ask(z.object({ items: z.array(Card) }), 'GET', '/v1/me/integrations', { user })).items;

const cardAt = (path: string, user = 'ben') => hub().ask(Card, 'GET', path, { user });

const connect = (path: string, user = 'ben', body: object = {}) =>
  hub().call('POST', `${path}/connect`, { user, body: { returnUrl: RETURN_URL, ...body } });

const settings = (body: object) => hub().call('PUT', '/v1/admin/settings', { user: 'ada', body });

const statesOf = async (user: string) =>
  Object.fromEntries((await cards(user)).map(({ platform, state }) => [platform, state]));

describe('[INT-01] the cards of all five platforms', () => {
  it('[INT-01] there is one for each platform that the org has on, and none for the others', async () => {
    expect((await cards('ben')).map(({ name }) => name)).toEqual([
      'Google Calendar',
      'Google Meet',
      'Outlook Calendar',
      'Microsoft Teams',
      'Zoom',
    ]);
    await settings({ platforms: ['microsoft_teams', 'outlook_calendar'] });
    expect((await cards('ben')).map(({ platform }) => platform)).toEqual([
      'microsoft_teams',
      'outlook_calendar',
    ]);
    expect((await hub().call('GET', '/v1/me/integrations/zoom', { user: 'ben' })).status).toBe(403);
  });

  it('[INT-01] Outlook asks for what it needs in one line each, and can be read, chosen and kept private', async () => {
    const before = await cardAt(OUTLOOK);
    expect(before).toMatchObject({
      state: 'not_connected',
      actions: ['connect'],
      accounts: [],
      warnings: [],
    });
    expect(before.permissions.map(({ id, granted }) => [id, granted])).toEqual([
      ['calendars_write', false],
      ['calendars_read', false],
      ['user', false],
    ]);
    const after = Card.parse(await connectOutlook(hub(), 'ben'));
    expect(after).toMatchObject({
      state: 'connected',
      accountLabel: 'ben@contoso.example',
      accounts: [{ label: 'ben@contoso.example', privacy: 'default', state: 'connected' }],
      actions: ['sync', 'privacy', 'calendars', 'disconnect'],
      warnings: [{ code: 'other_address' }],
    });
    expect(after.permissions.every(({ granted }) => granted)).toBe(true);
    expect(await statesOf('ben')).toEqual({
      google_calendar: 'not_connected',
      google_meet: 'not_connected',
      outlook_calendar: 'connected',
      microsoft_teams: 'connected',
      zoom: 'not_connected',
    });
  });

  it('[INT-01] all five are connected beside each other, by three accounts', async () => {
    await connectGoogle(hub(), 'ben');
    await connectOutlook(hub(), 'ben');
    await connectZoom(hub(), 'ben');
    expect(new Set(Object.values(await statesOf('ben')))).toEqual(new Set(['connected']));
    expect(connectionSecrets(hub())).toHaveLength(3);
  });

  it('says nothing of another address where the account is the person’s own', async () => {
    const { warnings } = await connectOutlook(hub(), 'ben', { email: 'ben@acme.example' });
    expect(warnings).toEqual([]);
  });
});

describe('Microsoft Teams rides on Outlook', () => {
  it('is not connected by itself, and says what to connect first', async () => {
    expect(await cardAt(TEAMS)).toMatchObject({
      requires: 'outlook_calendar',
      help: {
        text: expect.stringContaining(
          'Microsoft Teams works through Outlook Calendar: connect Outlook Calendar',
        ),
        url: expect.stringMatching(/\/v1\/me\/integrations\/outlook_calendar$/u),
      },
    });
    // A Google calendar carries Meet, never Teams.
    await connectGoogle(hub(), 'ben');
    expect(await connect(TEAMS)).toMatchObject({
      status: 409,
      body: {
        code: 'requires_platform',
        detail: 'Microsoft Teams works through Outlook Calendar: connect Outlook Calendar first.',
        requires: 'outlook_calendar',
        help: { text: 'Manage calendar integration' },
      },
    });
    expect((await hub().microsoft.state()).grants).toEqual([]);
  });

  it('is switched off alone and on again without consent, and nothing else changes', async () => {
    await connectGoogle(hub(), 'ben');
    await connectOutlook(hub(), 'ben');
    const { grants } = await hub().microsoft.state();
    const dry = await hub().call('DELETE', `${TEAMS}?dryRun=true`, { user: 'ben' });
    expect(dry).toMatchObject({ status: 200, body: { platforms: ['microsoft_teams'], events: 0 } });
    const off = await hub().call('DELETE', TEAMS, { user: 'ben' });
    expect(off).toMatchObject({
      status: 202,
      body: { run: { state: 'done', result: { platforms: ['microsoft_teams'] } } },
    });
    await hub().settle();
    expect(await statesOf('ben')).toMatchObject({
      google_meet: 'connected',
      outlook_calendar: 'connected',
      microsoft_teams: 'not_connected',
    });
    expect(await cardAt(TEAMS)).toMatchObject({ actions: ['connect'] });
    expect((await cardAt(TEAMS)).help).toBeUndefined();
    expect(await connect(TEAMS)).toMatchObject({
      status: 200,
      body: { card: { platform: 'microsoft_teams', state: 'connected', actions: ['sync', 'disconnect'] } },
    });
    expect((await hub().microsoft.state()).grants).toEqual(grants);
    expect(connectionSecrets(hub())).toHaveLength(2);
  });

  it('goes with Outlook, and needs it again', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().call('DELETE', OUTLOOK, { user: 'ben' });
    await hub().advance('PT5M');
    expect(await statesOf('ben')).toMatchObject({
      outlook_calendar: 'not_connected',
      microsoft_teams: 'not_connected',
    });
    expect(await connect(TEAMS)).toMatchObject({ status: 409, body: { code: 'requires_platform' } });
  });

  it('an admin switches it off for a person, and Outlook stays', async () => {
    await connectOutlook(hub(), 'ben');
    const removed = await hub().call('POST', '/v1/admin/integrations/remove', {
      user: 'ada',
      body: { userIds: ['ben'], platform: 'microsoft_teams' },
    });
    expect(removed).toMatchObject({ status: 202, body: { run: { state: 'done' } } });
    expect(await statesOf('ben')).toMatchObject({
      outlook_calendar: 'connected',
      microsoft_teams: 'not_connected',
    });
  });

  it('is not there where the org has switched it off', async () => {
    await settings({ platforms: ['outlook_calendar'] });
    await connectOutlook(hub(), 'ben');
    expect(await statesOf('ben')).toEqual({ outlook_calendar: 'connected' });
    expect(await connect(TEAMS)).toMatchObject({ status: 403, body: { code: 'platform_disabled' } });
  });
});

describe('reading Outlook at once', () => {
  it('is a run that tells of each calendar, asked for on either card', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().advance('PT2M');
    for (const path of [OUTLOOK, TEAMS]) {
      const { status, body } = await hub().call('POST', `${path}/sync`, { user: 'ben' });
      expect(status).toBe(202);
      await hub().settle();
      const { id } = z.looseObject({ run: z.looseObject({ id: z.string() }) }).parse(body).run;
      expect((await hub().call('GET', `/v1/runs/${id}`, { user: 'ben' })).body).toMatchObject({
        state: 'done',
        result: { calendars: [{ state: 'done' }] },
      });
      await hub().advance('PT2M');
    }
    const { accounts } = await cardAt(OUTLOOK);
    expect(accounts[0]?.lastSyncedAt).toEqual(expect.any(String));
  });
});
