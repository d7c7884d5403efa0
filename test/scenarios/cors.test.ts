import { describe, expect, it } from 'vitest';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const ORIGIN = 'http://localhost:5173';

const allowed = async (origin: string): Promise<unknown> => {
  const { headers } = await hub().call('GET', '/v1/me', { user: 'ben', headers: { origin } });
  return headers['access-control-allow-origin'];
};

describe('the product’s own pages', () => {
  it('ask first, without a token, and may send what the API reads', async () => {
    const { status, headers } = await hub().call('OPTIONS', '/v1/bookings', {
      headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
    });
    expect({
      status,
      methods: headers['access-control-allow-methods'],
      credentials: headers['access-control-allow-credentials'],
    }).toEqual({
      status: 204,
      methods: 'GET, POST, PUT, PATCH, DELETE',
      credentials: undefined,
    });
    expect(headers['access-control-allow-headers']).toContain('idempotency-key');
  });

  it('read answers and refusals on the origins of the org', async () => {
    expect(await allowed(ORIGIN)).toBe(ORIGIN);
    const refused = await hub().call('GET', '/v1/bookings/bkg_none', {
      user: 'ben',
      headers: { origin: ORIGIN },
    });
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([404, ORIGIN]);
  });

  it.each(['https://localhost:5173', 'http://localhost.example.com', 'http://evil.example', 'null'])(
    'are not those of %s',
    async (origin) => {
      expect(await allowed(origin)).toBeUndefined();
    },
  );
});
