import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { HTML, requestsOf } from '../support/connect-requests.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const LIST = 'https://www.googleapis.com/auth/calendar.calendarlist.readonly';
const card = (user = 'ben') => hub().ask(Card, 'GET', '/v1/me/integrations/google_calendar', { user });

describe('what is asked for', () => {
  test('[MEET-06] each permission is explained in one line, and the names of calendars may be kept back', async () => {
    const before = await card();
    expect(before.permissions.map(({ text }) => text.split('\n').length)).toEqual([1, 1, 1]);
    await connectGoogle(hub(), 'ben', { withhold: [LIST] });
    const after = await card();
    expect(after).toMatchObject({ state: 'connected', permissions: [{}, {}, { granted: false }] });
    expect(after.missing).toBeUndefined();
    expect(after.permissions.map(({ text }) => text)).toEqual(before.permissions.map(({ text }) => text));
  });

  test('[MEET-06] the page that asks to connect says in a line what each is for, before it leads to Google', async () => {
    const path = await requestsOf(hub).invited();
    const { body } = await hub().call('GET', path, { headers: HTML });
    for (const said of [
      'The meetings that are booked with you',
      'Only when you are busy',
      'The names of your calendars',
    ])
      expect(String(body)).toContain(said);
  });

  test('[INT-16] the card names the account as it turns on, and says so when it is not the user’s own address', async () => {
    expect(await connectGoogle(hub(), 'ben', { email: 'somebody@gmail.example' })).toMatchObject({
      state: 'connected',
      accountLabel: 'somebody@gmail.example',
      warnings: [{ code: 'other_address', text: expect.stringContaining('somebody@gmail.example') }],
    });
    const { email } = await hub().ask(z.looseObject({ email: z.string() }), 'GET', '/v1/me', {
      user: 'chloe',
    });
    expect(await connectGoogle(hub(), 'chloe', { email })).toMatchObject({
      state: 'connected',
      accountLabel: email,
      warnings: [],
    });
  });
});
