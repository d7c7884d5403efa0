import { GetSendQuotaCommand, SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import { startInbox } from '../../infra/local/mail/inbox-server.ts';
import { Mailbox } from '../../infra/local/mail/mailbox.ts';
import { type SesServer, startSes } from '../../infra/local/mail/ses-server.ts';

const FROM = 'Meridian <hub@mail.meridian.example>';
const calendar = ['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'END:VCALENDAR', ''].join('\r\n');

const mime = (headers: readonly string[] = []): string =>
  [
    `From: ${FROM}`,
    'To: Zoë <guest@example.com>',
    'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=',
    'Message-ID: <ours@example.com>',
    'Date: Mon, 01 Jan 2001 00:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    ...headers,
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hello',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Hello</p>',
    '--b',
    'Content-Type: text/calendar; charset=utf-8; method=REQUEST',
    '',
    `${calendar}--b--`,
    '',
  ].join('\r\n');

describe('SES and the inbox', () => {
  const mailbox = new Mailbox();
  let server: SesServer;
  let inbox: Awaited<ReturnType<typeof startInbox>>;
  let client: SESClient;

  beforeAll(async () => {
    processClock.install();
    server = await startSes(mailbox, ['mail.meridian.example']);
    inbox = await startInbox(mailbox);
    client = new SESClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
  });
  beforeEach(() => {
    processClock.freeze('2027-01-04T09:00:00.000Z');
    mailbox.clear();
    server.faults.clear();
  });
  afterAll(async () => {
    client.destroy();
    await Promise.all([server.close(), inbox.close()]);
    processClock.uninstall();
  });

  const sendRaw = (data = mime(), more = {}) =>
    client.send(
      new SendRawEmailCommand({
        Source: FROM,
        Destinations: ['guest@example.com'],
        RawMessage: { Data: Buffer.from(data) },
        ...more,
      }),
    );
  const refusal = (sent: Promise<unknown>): Promise<string> =>
    sent.then(
      () => 'accepted',
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    );
  const only = () => {
    const [mail] = mailbox.all();
    if (!mail) throw new Error('there is no mail');
    return mail;
  };

  it('keeps the bytes, the envelope and the tags', async () => {
    const { MessageId = '' } = await sendRaw(mime(), {
      Destinations: ['guest@example.com', 'hidden@example.com'],
      Tags: [{ Name: 'booking', Value: 'bk_1' }],
      ConfigurationSetName: 'main',
    });
    expect(MessageId).toHaveLength(60);
    expect(only()).toMatchObject({
      id: MessageId,
      at: '2027-01-04T09:00:00.000Z',
      source: 'hub@mail.meridian.example',
      to: ['guest@example.com', 'hidden@example.com'],
      tags: { booking: 'bk_1' },
      configurationSet: 'main',
    });
  });

  it('replaces Message-ID and Date, and nothing else', async () => {
    const { MessageId = '' } = await sendRaw();
    const lines = only().raw.toString('utf8').split('\r\n');
    const [head, body] = [lines.slice(0, lines.indexOf('')), lines.slice(lines.indexOf(''))];
    expect(head).toEqual([
      `From: ${FROM}`,
      'To: Zoë <guest@example.com>',
      'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=b',
      'Date: Mon, 04 Jan 2027 09:00:00 +0000',
      `Message-ID: <${MessageId}@email.amazonses.com>`,
    ]);
    expect(body).toEqual(mime().split('\r\n').slice(mime().split('\r\n').indexOf('')));
  });

  it('reads a mail as a client would', async () => {
    await sendRaw();
    expect(await mailbox.read(only())).toMatchObject({
      from: FROM,
      subject: 'Grüße',
      html: expect.stringContaining('<p>Hello</p>'),
      calendar: { method: 'REQUEST', content: calendar.replaceAll('\r\n', '\n') },
    });
  });

  it('refuses the whole mail for one bad address', async () => {
    expect(await refusal(sendRaw(mime(), { Destinations: ['good@example.com', 'bad@'] }))).toBe(
      'InvalidParameterValue',
    );
    expect(mailbox.all()).toEqual([]);
  });

  it('refuses what production refuses', async () => {
    const many = Array.from({ length: 51 }, (_, n) => `guest${n}@example.com`);
    const stranger = mime().replace(FROM, 'host@gmail.com');
    expect(await refusal(sendRaw(mime(), { Destinations: many }))).toBe('InvalidParameterValue');
    expect(await refusal(sendRaw(stranger))).toBe('MessageRejected');
    expect(await refusal(sendRaw(mime(['Subject: again'])))).toBe('InvalidParameterValue');
    expect(await refusal(sendRaw(mime().replace(`From: ${FROM}\r\n`, '')))).toBe('InvalidParameterValue');
    expect(await refusal(sendRaw(`${mime()}${'x'.repeat(8_000_000)}`))).toBe('InvalidParameterValue');
  });

  it('sends to the addresses of the headers without an envelope', async () => {
    await sendRaw(mime(['Cc: two@example.com']), { Source: undefined, Destinations: undefined });
    expect(only()).toMatchObject({
      source: 'hub@mail.meridian.example',
      to: ['guest@example.com', 'two@example.com'],
    });
  });

  it('makes a mail of simple fields', async () => {
    await client.send(
      new SendEmailCommand({
        Source: FROM,
        Destination: { ToAddresses: ['guest@example.com'] },
        Message: {
          Subject: { Data: 'Grüße' },
          Body: { Text: { Data: 'Hallo' }, Html: { Data: '<b>Hallo</b>' } },
        },
      }),
    );
    expect(await mailbox.read(only())).toMatchObject({
      subject: 'Grüße',
      text: 'Hallo',
      html: '<b>Hallo</b>',
    });
  });

  it('counts recipients of the last day against the quota', async () => {
    await sendRaw(mime(), { Destinations: ['a@example.com', 'b@example.com'] });
    const today = async (): Promise<number | undefined> =>
      (await client.send(new GetSendQuotaCommand({}))).SentLast24Hours;
    expect(await today()).toBe(2);
    processClock.advance(86_400_000);
    expect(await today()).toBe(0);
  });

  it('throttles, rejects an address and fails on request', async () => {
    server.faults.add({ kind: 'throttle' });
    await expect(sendRaw()).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Maximum sending rate exceeded.',
    });
    server.faults.add({ kind: 'quota' });
    await expect(sendRaw()).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Daily message quota exceeded.',
    });
    server.faults.add({ kind: 'reject', about: 'guest@example.com' });
    expect(await refusal(sendRaw(mime(), { Destinations: ['other@example.com'] }))).toBe('accepted');
    expect(await refusal(sendRaw())).toBe('MessageRejected');
    server.faults.add({ kind: 'fail' });
    await expect(sendRaw()).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  });

  it('sends and then loses its answer on request', async () => {
    server.faults.add({ kind: 'cut' });
    await expect(sendRaw()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(mailbox.all()).toHaveLength(1);
  });

  it('never answers on request, until the next reset', async () => {
    server.faults.add({ kind: 'hang' });
    const sent = refusal(sendRaw());
    expect(await Promise.race([sent, new Promise((resolve) => setImmediate(resolve, 'nothing yet'))])).toBe(
      'nothing yet',
    );
    // The request must have arrived before the reset can let go of it.
    while (!server.faults.hanging) await new Promise((resolve) => setImmediate(resolve));
    server.faults.clear();
    expect(await sent).not.toBe('accepted');
    expect(mailbox.all()).toEqual([]);
  });

  it('lists, shows and forgets mail over HTTP', async () => {
    const { MessageId = '' } = await sendRaw();
    const listed = async () => (await fetch(`${inbox.url}/messages`)).json();
    expect(await listed()).toEqual([
      {
        id: MessageId,
        to: 'guest@example.com',
        from: FROM,
        subject: 'Grüße',
        at: '2027-01-04T09:00:00.000Z',
      },
    ]);
    const eml = await fetch(`${inbox.url}/messages/${MessageId}.eml`);
    expect(eml.headers.get('content-type')).toBe('message/rfc822');
    expect(Buffer.from(await eml.arrayBuffer()).equals(only().raw)).toBe(true);
    expect((await fetch(`${inbox.url}/messages`, { method: 'DELETE' })).status).toBe(204);
    expect(await listed()).toEqual([]);
    expect((await fetch(`${inbox.url}/messages/${MessageId}.eml`)).status).toBe(404);
  });

  describe('pages for people', () => {
    const page = async (path: string) => {
      const response = await fetch(`${inbox.url}${path}`, { redirect: 'manual' });
      return { status: response.status, headers: response.headers, text: await response.text() };
    };

    it('list mail newest first, escaped', async () => {
      await sendRaw();
      processClock.advance(60_000);
      await sendRaw(mime().replace('=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=', '<script>alert(1)</script>'));
      const { text } = await page('/');
      expect(text).toContain('2 messages');
      expect(text).toContain('&lt;script&gt;');
      expect(text).not.toContain('<script');
      expect(text.indexOf('&lt;script&gt;')).toBeLessThan(text.indexOf('Grüße'));
    });

    it('show a mail with its calendar part, its own markup shut in', async () => {
      const event =
        'BEGIN:VEVENT\r\nSUMMARY:Design review\\, part 2\r\nDTSTART;TZID=Europe/Prague:20270105T100000\r\nEND:VEVENT\r\n';
      const { MessageId = '' } = await sendRaw(mime().replace('END:VCALENDAR', `${event}END:VCALENDAR`));
      const { text } = await page(`/messages/${MessageId}`);
      for (const shown of [
        'Grüße',
        'guest@example.com',
        'REQUEST',
        'Design review, part 2',
        '2027-01-05 10:00 Europe/Prague',
      ])
        expect(text).toContain(shown);
      expect(text).toMatch(
        /<iframe src="\/messages\/[\w-]+\/html"[^>]* sandbox="allow-popups allow-popups-to-escape-sandbox">/,
      );
      const body = await page(`/messages/${MessageId}/html`);
      expect(body.text).toContain('<p>Hello</p>');
      expect(body.headers.get('content-security-policy')).toContain("default-src 'none'");
    });

    it('delete all by a button', async () => {
      await sendRaw();
      const cleared = await fetch(`${inbox.url}/messages/clear`, { method: 'POST', redirect: 'manual' });
      expect([cleared.status, cleared.headers.get('location')]).toEqual([303, '/']);
      expect((await page('/')).text).toContain('No mail yet');
    });
  });
});
