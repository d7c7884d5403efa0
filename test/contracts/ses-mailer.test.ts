import { SESClient } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mailbox } from '../../infra/local/mail/mailbox.ts';
import { type SesServer, startSes } from '../../infra/local/mail/ses-server.ts';
import { bounded } from '../../shared/aws/bounded.ts';
import { sesMailer } from '../../shared/aws/ses-mailer.ts';
import { writeLetter } from '../../shared/mail/write-letter.ts';
import type { Mailer, SendResult } from '../../shared/ports/mailer.ts';
import { aLetter } from '../support/a-letter.ts';

const FROM = 'hub@mail.meridian.example';

describe('mailing over SES', () => {
  const mailbox = new Mailbox();
  let server: SesServer;
  let mailer: Mailer;
  const clients: SESClient[] = [];
  const clientAt = (endpoint: string): SESClient => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new SESClient({
      endpoint,
      region: 'us-east-1',
      credentials,
      ...bounded(300),
      maxAttempts: 1,
    });
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    server = await startSes(mailbox, ['mail.meridian.example']);
    mailer = sesMailer(clientAt(server.url), FROM);
  });
  beforeEach(() => {
    mailbox.clear();
    server.faults.clear();
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await server.close();
  });

  const send = async (to = 'grace@guest.example'): Promise<SendResult> => {
    const raw = await writeLetter({ from: FROM, publicUrl: 'https://hub.example' }).write(aLetter());
    return mailer.send({ to, raw, tag: 'bkg_1_0_ab' });
  };

  it('hands one mail to one envelope and returns its id', async () => {
    const result = await send();
    expect(
      mailbox.all().map(({ id, source, to, tags }) => ({
        result: { outcome: 'sent', messageId: id },
        source,
        to,
        tags,
      })),
    ).toEqual([{ result, source: FROM, to: ['grace@guest.example'], tags: { ledger: 'bkg_1_0_ab' } }]);
  });

  it('writes a domain of other letters as the envelope wants it', async () => {
    expect(await send('grace@münchen.example')).toMatchObject({ outcome: 'sent' });
    expect(mailbox.all()[0]?.to).toEqual(['grace@xn--mnchen-3ya.example']);
  });

  it.each([
    ['a refused recipient', 'reject', { outcome: 'refused', reason: 'MessageRejected' }],
    ['too many a second', 'throttle', { outcome: 'throttled', retryAfterSeconds: 5 }],
    ['the used up quota of the day', 'quota', { outcome: 'throttled', retryAfterSeconds: 600 }],
  ] as const)('tells %s from the others, after one attempt', async (_what, kind, expected) => {
    server.faults.add({ kind });
    expect(await send()).toEqual(expected);
    expect(mailbox.all()).toEqual([]);
    expect(await send()).toMatchObject({ outcome: 'sent' });
  });

  it.each(['fail', 'drop', 'cut', 'hang'] as const)(
    'does not know whether it went when SES answers with %s',
    async (kind) => {
      server.faults.add({ kind });
      expect(await send()).toMatchObject({ outcome: 'unknown' });
      expect(mailbox.all()).toHaveLength(kind === 'cut' ? 1 : 0);
      server.faults.clear();
    },
  );

  it('refuses an address that SES does not take', async () => {
    expect(await send('grace@localhost')).toEqual({
      outcome: 'refused',
      reason: 'InvalidParameterValue',
    });
  });

  it('throws while the account may not send, so that the operator hears of it', async () => {
    server.faults.add({ kind: 'paused' });
    await expect(send()).rejects.toThrow('Email sending is disabled');
  });

  it('tries later where nobody listens', async () => {
    const deaf = sesMailer(clientAt('http://127.0.0.1:9'), FROM);
    expect(await deaf.send({ to: 'grace@guest.example', raw: new Uint8Array(), tag: 't' })).toEqual({
      outcome: 'throttled',
      retryAfterSeconds: 5,
    });
  });
});
