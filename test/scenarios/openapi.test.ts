import { expect, test } from 'vitest';
import { useHub } from '../support/hub.ts';

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
