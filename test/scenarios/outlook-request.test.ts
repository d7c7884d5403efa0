import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { connectOutlook, outlookAccountOf } from '../support/connect-outlook.ts';
import { HTML, requestsOf } from '../support/connect-requests.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const OUTLOOK = '/v1/me/integrations/outlook_calendar';
const TEAMS = '/v1/me/integrations/microsoft_teams';
const JSON_ONLY = { accept: 'application/json' };
const { ask, outcomes, settings, withProduct, pathOf, visit, press } = requestsOf(hub);

const asked = async (platform: string, user = 'ben'): Promise<string> => {
  await withProduct();
  await ask('invite', [user], { platform });
  return pathOf(`${user}@acme.example`);
};
const pageAt = async (path: string): Promise<string> =>
  String((await hub().call('GET', path, { headers: HTML })).body);
const lastMail = async (address: string): Promise<string> => {
  await hub().settle();
  return (await hub().inbox.to(address)).at(-1)?.text ?? '';
};
const cardAt = (path: string) => hub().ask(Card, 'GET', path, { user: 'ben' });

/** From Microsoft's consent back to the product's page, where Ben completes it signed in. */
const consent = async (authorizeUrl: string): Promise<void> => {
  const account = outlookAccountOf('ben');
  await hub().microsoft.account({ email: account, name: 'Ben' });
  const { headers } = await hub().call('GET', await hub().microsoft.consent({ authorizeUrl, account }));
  const attempt = new URL(headers.location ?? '').searchParams.get('attempt');
  await hub().ask(z.unknown(), 'POST', `${OUTLOOK}/complete`, { user: 'ben', body: { attempt } });
  await hub().settle();
};

const READ_AND_WRITTEN = [
  'When your events are, how you answered them, and the titles of those that are not private.',
  'Private and confidential events count as busy, no more.',
  'Only when you are busy: start, end, free or busy, and whether you declined. Titles, places and people are not even asked for.',
  'Your address at Microsoft',
  'the names of your calendars',
  'The meetings that are booked with you through Acme',
  'title, time, place, description, who takes part, and a Microsoft Teams link',
  'Your other events are left alone.',
  'myapps.microsoft.com',
];

const PRECTENO_A_ZAPSANO = [
  'Kdy máte události, jak jste na ně odpověděli, a názvy těch, které nejsou soukromé.',
  'U soukromých a důvěrných jen to, že nemáte čas.',
  'Pouze to, kdy nemáte čas: začátek, konec, zda je to volno a zda jste odmítli.',
  'Vaši adresu u Microsoftu',
  'Schůzky, které s vámi někdo domluví přes Acme',
  'případný odkaz na Microsoft Teams',
  'myapps.microsoft.com',
];

describe('[SYNC-05] what people are told before they consent at Microsoft', () => {
  it.each(['outlook_calendar', 'microsoft_teams'])(
    '[SYNC-05] %s: the mail and the page say what is read in each mode and what is written',
    async (platform) => {
      await settings({ brand: { name: 'Acme' } });
      const path = await asked(platform);
      const [page, mail] = [await pageAt(path), await lastMail('ben@acme.example')];
      for (const said of READ_AND_WRITTEN) {
        expect(page).toContain(said);
        expect(mail.replaceAll(/\s+/gu, ' ')).toContain(said);
      }
      expect(page).toContain('Continue to Microsoft');
      expect(page).toContain('Microsoft asks for your consent next');
      expect(mail).toContain('then Microsoft asks for your consent');
      expect(page + mail).not.toMatch(/Google|Zoom/u);
      expect((await hub().microsoft.state()).calls).toEqual([]);
    },
  );

  it('[SYNC-05] the same in Czech', async () => {
    await settings({ brand: { name: 'Acme' } });
    await hub().call('PATCH', '/v1/me', { user: 'ben', body: { zone: 'Europe/Prague', locale: 'cs' } });
    const path = await asked('microsoft_teams');
    const [page, mail] = [await pageAt(path), await lastMail('ben@acme.example')];
    for (const said of PRECTENO_A_ZAPSANO) {
      expect(page).toContain(said);
      expect(mail.replaceAll(/\s+/gu, ' ')).toContain(said);
    }
    expect(page).toContain('Pokračovat na Microsoft');
    expect(page).toContain('Odkazy na Microsoft Teams vznikají přes Outlook Calendar');
    expect(page + mail).not.toMatch(/Google|Zoom/u);
  });

  it('[SYNC-05] where the org allows one mode only, that one is explained and nothing is chosen', async () => {
    await settings({ privacy: { default: 'full_private', allowed: ['full_private'] } });
    const path = await asked('outlook_calendar');
    const page = await pageAt(path);
    expect(page).toContain('Only when you are busy: start, end');
    expect(page).not.toContain('how you answered them');
    expect(await lastMail('ben@acme.example')).toContain('The page says what it means; then Microsoft asks');
    expect(page).not.toContain('type="radio"');
    const press = { headers: JSON_ONLY, body: { privacy: 'default' } };
    expect(await hub().call('POST', path, press)).toMatchObject({
      ...{ status: 422, body: { code: 'privacy_not_allowed' } },
    });
  });
});

describe('a request to connect Outlook or Teams', () => {
  it('[SYNC-07] leads through the choice and consent to the connected card', async () => {
    const path = await asked('outlook_calendar');
    expect(await visit(path)).toEqual([200, 'Connect your Outlook Calendar']);
    const pressed = await press(path, 'full_private');
    expect(pressed.status).toBe(303);
    await consent(pressed.headers.location ?? '');
    expect(await cardAt(OUTLOOK)).toMatchObject({
      state: 'connected',
      accounts: [{ privacy: 'full_private' }],
    });
    expect(await visit(path)).toEqual([410, 'You have connected already']);
  });

  it('lets the browser go on to Microsoft, and nowhere by itself', async () => {
    const { headers } = await hub().call('GET', await asked('outlook_calendar'), { headers: HTML });
    expect(headers['content-security-policy']).toMatch(/form-action 'self' http:/u);
  });

  it('one for Teams connects Outlook where that is missing, and both are on', async () => {
    const path = await asked('microsoft_teams');
    const page = await pageAt(path);
    expect(page).toContain('Microsoft Teams works through Outlook Calendar, so it is your calendar');
    const pressed = await press(path, 'default');
    await consent(pressed.headers.location ?? '');
    expect((await cardAt(OUTLOOK)).state).toBe('connected');
    expect((await cardAt(TEAMS)).state).toBe('connected');
    expect(await visit(path)).toEqual([410, 'You have connected already']);
  });

  it('one for Teams beside a connected Outlook only turns it on, without consent', async () => {
    await withProduct();
    await connectOutlook(hub(), 'ben');
    await hub().call('DELETE', TEAMS, { user: 'ben' });
    hub().inbox.clear();
    expect(await outcomes('invite', ['ben'], { platform: 'microsoft_teams' })).toEqual({ ben: 'sent' });
    const path = await pathOf('ben@acme.example');
    const mail = await lastMail('ben@acme.example');
    expect(mail).toContain('Turn it on: http');
    expect(mail).not.toContain('Written:');
    expect(await pageAt(path)).toContain('Turn Microsoft Teams on');
    const { grants } = await hub().microsoft.state();
    expect(await visit(path, 'POST')).toEqual([200, 'Microsoft Teams is on']);
    expect((await hub().microsoft.state()).grants).toEqual(grants);
    expect((await cardAt(TEAMS)).state).toBe('connected');
  });
});
