import { expect, test } from 'vitest';
import * as z from 'zod';
import { catalogue } from '../../events/http/catalogue.ts';
import { cancelPath } from '../support/guest-link.ts';
import { useHub } from '../support/hub.ts';
import { GINA } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();

test('the hub describes its own API to whoever asks, each time', async () => {
  for (let time = 0; time < 2; time += 1) {
    const { status, body } = await hub().call('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.1.0', paths: { '/v1/bookings': { post: {} } } });
  }
});

test('a client that is made from it takes answers that have grown, and knows which bodies it must send', async () => {
  const { body } = await hub().call('GET', '/openapi.json');
  const answers = JSON.stringify(body, (key, value: unknown) => (key === 'requestBody' ? undefined : value));
  expect(answers).not.toContain('"additionalProperties":false');
  expect(body).toMatchObject({
    paths: {
      '/v1/bookings': { post: { requestBody: { required: true } } },
      '/v1/bookings/{id}/cancel': { post: { requestBody: { required: false } } },
    },
  });
});

test("the pages of a guest's link answer a program as it says", async () => {
  await book(hub(), { guests: [GINA] });
  await hub().settle();
  const [mail] = await hub().inbox.to(GINA.email);
  const page = cancelPath({ text: mail?.text ?? '' }).replace('/cancel', '');
  for (const [method, where, body] of [
    ['GET', ''],
    ['GET', '/cancel'],
    ['GET', '/reschedule'],
    ['GET', '/rsvp'],
    ['POST', '/rsvp', { answer: 'tentative' }],
    ['POST', '/reschedule', { start: '2027-01-06T10:00:00Z' }],
    ['POST', '/cancel', {}],
  ] as const) {
    const key = `${method} /b/{token}${where}`;
    const headers = { accept: 'application/json' };
    const answer = await hub().call(method, `${page}${where}`, { headers, ...(body && { body }) });
    const described: unknown = catalogue[key]?.replies[200];
    expect([key, z.instanceof(z.ZodObject).parse(described).safeParse(answer.body).error]).toEqual([
      key,
      undefined,
    ]);
  }
});
