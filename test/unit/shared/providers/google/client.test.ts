import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { serve } from '../../../../../infra/serve.ts';
import { askGoogle, googleClient } from '../../../../../shared/providers/google/client.ts';

const ask = (url: string) =>
  askGoogle(z.looseObject({}), () => googleClient('token', url).events.list({ calendarId: 'primary' }));

describe('a call that nobody answers', () => {
  test('is transient and named by the transport where nobody listens', async () => {
    const { url, close } = await serve(() => ({ status: 200 }));
    await close();
    await expect(ask(url)).rejects.toMatchObject({ verdict: 'transient', word: 'ECONNREFUSED' });
  });

  test('is transient and named by the transport where the connection breaks', async () => {
    const { url, close } = await serve(() => ({ status: 200, cut: true }));
    await expect(ask(url)).rejects.toMatchObject({
      verdict: 'transient',
      word: expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/u),
    });
    await close();
  });
});
