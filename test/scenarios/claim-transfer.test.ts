import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { AdminEvents } from '../../events/http/admin-events.ts';
import { ClaimTransferred } from '../../events/http/claim-transfer.ts';
import { connectZoom, zoomAccountOf } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { GINA, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const ROUTE = '/v1/admin/account-claims/transfer';
const CARD = '/v1/me/integrations/zoom';
const BEN = zoomAccountOf('ben');
/** The same person under the id that they were restored with. */
const NEW = { sub: 'ben2', org: 'acme', role: 'member', name: 'Ben', email: 'ben@acme.example' } as const;

const transfer = (body: object, user = 'ada') => hub().call('POST', ROUTE, { user, body });
const fromBen = { platform: 'zoom', from: 'ben', to: 'ben2' } as const;
const restore = () =>
  hub().ask(z.unknown(), 'PUT', '/v1/admin/users/ben2', {
    user: 'ada',
    body: { name: 'Ben', email: 'ben@acme.example' },
  });
const remove = () => hub().ask(z.unknown(), 'DELETE', '/v1/admin/users/ben', { user: 'ada' });
const transfers = async () =>
  (await hub().ask(AdminEvents, 'GET', '/v1/admin/events?type=claim.transferred', { user: 'ada' })).items;
const stateOf = async (user: Parameters<typeof connectZoom>[1]) =>
  (await hub().ask(z.looseObject({ state: z.string() }), 'GET', CARD, { user })).state;

/** From the connect button to where the browser comes back, at ben's account. */
const comeBack = async (user: Parameters<typeof connectZoom>[1]): Promise<URLSearchParams> => {
  const { authorizeUrl } = await hub().ask(
    z.looseObject({ authorizeUrl: z.url() }),
    'POST',
    `${CARD}/connect`,
    { user, body: { returnUrl: 'http://127.0.0.1/app' } },
  );
  const { headers } = await hub().call('GET', await hub().zoom.consent({ authorizeUrl, account: BEN }));
  return new URL(headers.location ?? '').searchParams;
};
const refusalOf = async (user: string) => (await comeBack(user)).get('code');
const consent = async (user: Parameters<typeof connectZoom>[1]) => {
  const attempt = (await comeBack(user)).get('attempt');
  return () => hub().call('POST', `${CARD}/complete`, { user, body: { attempt } });
};

describe('a person who was removed and restored under a new id', () => {
  test('[ZOOM-12] connects the same Zoom account once the old one is cleaned up', async () => {
    await connectZoom(hub(), 'ben');
    const { id } = await book(hub(), { location: { kind: 'zoom' }, guests: [GINA] });
    await hub().settle();
    await remove();
    await restore();
    await hub().advance('PT3M');
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
    expect(await connectZoom(hub(), NEW, { email: BEN })).toMatchObject({ state: 'connected' });
    expect(await endFaults(hub())).toEqual([]);
  });

  test('an admin moves the account to the new id at once: it waits for the clean-up, and nobody else gets it', async () => {
    await connectZoom(hub(), 'ben');
    await book(hub(), { location: { kind: 'zoom' }, guests: [GINA] });
    await hub().settle();
    await remove();
    await restore();
    expect(await transfer(fromBen)).toMatchObject({ status: 200, body: { ...fromBen, transferred: 1 } });
    expect(await transfer(fromBen)).toMatchObject({ status: 200, body: { transferred: 1 } });
    expect(await transfers()).toMatchObject([
      {
        data: { userId: 'ben2', formerUserId: 'ben', connectionId: expect.stringMatching(/^con_/u) },
        actor: { kind: 'user', id: 'ada' },
      },
    ]);
    expect(JSON.stringify(await transfers())).not.toContain('@');
    const complete = await consent(NEW);
    expect(await complete()).toMatchObject({ status: 503, body: { code: 'busy' } });
    await hub().advance('PT3M');
    expect(await complete()).toMatchObject({ status: 200 });
    await hub().settle();
    expect(await stateOf(NEW)).toBe('connected');
    expect(await endFaults(hub())).toEqual([]);
  });

  test('an account that was moved stays with the new id after the clean-up, for thirty days', async () => {
    await connectZoom(hub(), 'ben');
    await remove();
    await restore();
    await transfer(fromBen);
    await hub().advance('PT3M');
    for (const user of ['chloe', 'hana']) {
      expect(await refusalOf(user)).toBe('account_in_use');
      expect(await stateOf(user)).toBe('not_connected');
    }
    expect(await connectZoom(hub(), NEW, { email: BEN })).toMatchObject({ state: 'connected' });
  });
});

describe('an account of somebody who is still there', () => {
  test('is not moved while it works, and is when its access is lost', async () => {
    await connectZoom(hub(), 'ben');
    await restore();
    expect(await transfer(fromBen)).toMatchObject({ status: 409, body: { code: 'account_in_use' } });
    expect(await stateOf('ben')).toBe('connected');
    const { id } = await book(hub(), { location: { kind: 'zoom' }, guests: [GINA] });
    await hub().settle();
    await hub().zoom.revoke(BEN);
    await hub().settle();
    expect(await stateOf('ben')).toBe('needs_reauth');
    const { runs } = await hub().ask(ClaimTransferred, 'POST', ROUTE, { user: 'ada', body: fromBen });
    expect(runs).toHaveLength(1);
    await hub().advance('PT3M');
    expect(await readBooking(hub(), id)).toMatchObject({
      status: 'confirmed',
      conference: { state: 'pending' },
    });
    expect(await connectZoom(hub(), NEW, { email: BEN })).toMatchObject({ state: 'connected' });
    expect(await stateOf('ben')).toBe('not_connected');
  });

  test('is moved by admins of their org only, to a user who exists', async () => {
    await connectZoom(hub(), 'ben');
    expect(await transfer(fromBen, 'chloe')).toMatchObject({ status: 403 });
    expect(await transfer(fromBen)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await transfer({ ...fromBen, to: 'ben' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'to' }] },
    });
    // Of another org's people nobody learns whether they exist.
    expect(await transfer({ ...fromBen, to: 'hana' }, 'gus')).toMatchObject({
      status: 200,
      body: { transferred: 0, runs: [] },
    });
    expect(await stateOf('ben')).toBe('connected');
    expect(await transfers()).toEqual([]);
  });

  test('is not moved to somebody who could never connect it, and a move to the wrong one is put right', async () => {
    await connectZoom(hub(), 'ben');
    await restore();
    await hub().zoom.revoke(BEN);
    await hub().settle();
    expect(await transfer({ ...fromBen, to: 'eve' })).toMatchObject({
      status: 422,
      body: { code: 'invalid_request', errors: [{ field: 'to' }] },
    });
    expect(await stateOf('ben')).toBe('needs_reauth');
    expect(await transfer({ ...fromBen, to: 'chloe' })).toMatchObject({ body: { transferred: 1 } });
    expect(await transfer(fromBen)).toMatchObject({ body: { transferred: 1 } });
    await hub().advance('PT3M');
    expect(await refusalOf('chloe')).toBe('account_in_use');
    expect(await connectZoom(hub(), NEW, { email: BEN })).toMatchObject({ state: 'connected' });
    expect(await endFaults(hub())).toEqual([]);
  });
});
