import { randomUUID } from 'node:crypto';
import { type Reply, type Running, serve } from '../../serve.ts';
import { AwsFaults } from '../aws-faults.ts';
import { checkMail, type Envelope } from './check-mail.ts';
import { type Mailbox, newMailId } from './mailbox.ts';
import { rawMail, stamped } from './raw-mail.ts';
import { SesError } from './ses-error.ts';
import { simpleMail } from './simple-mail.ts';

const DAILY_QUOTA = 50_000;
const DAY_MS = 86_400_000;
const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';

type Form = URLSearchParams;
type SesFaults = AwsFaults<'throttle' | 'quota' | 'reject' | 'paused'>;
export interface SesServer extends Running {
  /** `cut` is an unknown outcome: the mail is out, SES's answer never comes. `about` may name a recipient. */
  readonly faults: SesFaults;
}

const escapes: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
const escaped = (text: string): string => text.replaceAll(/[<>&]/g, (char) => escapes[char] ?? char);

const xml = (status: number, body: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': randomUUID() },
  body,
});
const result = (action: string, body: string): Reply =>
  xml(
    200,
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${body}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
  );
const refused = ({ code, message }: SesError): Reply =>
  xml(
    400,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
const refusing = (code: string, message: string) => (): Reply => refused(new SesError(code, message));

const members = (form: Form, prefix: string): string[] => {
  const found: string[] = [];
  for (let n = 1; form.has(`${prefix}.member.${n}`); n++) found.push(form.get(`${prefix}.member.${n}`) ?? '');
  return found;
};

const tagsOf = (form: Form): Record<string, string> => {
  const tags: Record<string, string> = {};
  for (let n = 1; form.has(`Tags.member.${n}.Name`); n++)
    tags[form.get(`Tags.member.${n}.Name`) ?? ''] = form.get(`Tags.member.${n}.Value`) ?? '';
  return tags;
};

interface Asked extends Envelope {
  readonly bytes: Buffer;
}

const rawAsked = (form: Form): Asked => ({
  bytes: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'),
  source: form.get('Source') ?? '',
  destinations: members(form, 'Destinations'),
});

const simpleAsked = (form: Form): Asked => {
  const source = form.get('Source');
  if (!source)
    throw new SesError(
      'ValidationError',
      "1 validation error detected: Value null at 'source' failed to satisfy constraint: Member must not be null",
    );
  const to = members(form, 'Destination.ToAddresses');
  const cc = members(form, 'Destination.CcAddresses');
  const bytes = simpleMail({
    from: source,
    to,
    cc,
    replyTo: members(form, 'ReplyToAddresses'),
    subject: form.get('Message.Subject.Data') ?? '',
    text: form.get('Message.Body.Text.Data') ?? undefined,
    html: form.get('Message.Body.Html.Data') ?? undefined,
  });
  return { bytes, source, destinations: [...to, ...cc, ...members(form, 'Destination.BccAddresses')] };
};

const quota = (mailbox: Mailbox): string => {
  const since = new Date(Date.now() - DAY_MS).toISOString();
  const recent = mailbox.all().filter(({ at }) => at > since);
  const sent = recent.reduce((sum, { to }) => sum + to.length, 0);
  return `<Max24HourSend>${DAILY_QUOTA}</Max24HourSend><MaxSendRate>14</MaxSendRate><SentLast24Hours>${sent}</SentLast24Hours>`;
};

/** SES, API v1: accepted mail goes to the mailbox and nowhere else. */
export const startSes = async (mailbox: Mailbox, verifiedDomains: readonly string[]): Promise<SesServer> => {
  const faults: SesFaults = new AwsFaults({
    throttle: refusing('Throttling', 'Maximum sending rate exceeded.'),
    quota: refusing('Throttling', 'Daily message quota exceeded.'),
    reject: refusing('MessageRejected', 'Email address is on the suppression list.'),
    paused: refusing('AccountSendingPausedException', 'Email sending is disabled for your account.'),
  });
  const send = (action: string, form: Form, asked: Asked): Reply => {
    const mail = rawMail(asked.bytes);
    const { source, destinations } = checkMail(mail, asked, verifiedDomains);
    const id = newMailId();
    const configurationSet = form.get('ConfigurationSetName') ?? undefined;
    mailbox.add({
      id,
      at: new Date().toISOString(),
      source,
      to: [...destinations],
      tags: tagsOf(form),
      configurationSet,
      raw: stamped(mail, id),
    });
    return result(action, `<MessageId>${id}</MessageId>`);
  };
  const run = (action: string, form: Form): Reply => {
    if (action === 'GetSendQuota') return result(action, quota(mailbox));
    if (action === 'SendRawEmail') return send(action, form, rawAsked(form));
    if (action === 'SendEmail') return send(action, form, simpleAsked(form));
    throw new SesError('InvalidAction', `Could not find operation ${action} for version 2010-12-01`);
  };
  const answer = (action: string, form: Form): Reply => {
    try {
      return run(action, form);
    } catch (error) {
      if (error instanceof SesError) return refused(error);
      throw error;
    }
  };
  const server = await serve((_request, body) => {
    const form = new URLSearchParams(body.toString('utf8'));
    const operation = form.get('Action') ?? '';
    const text = [form.get('Source'), ...form.entries()]
      .flat()
      .filter((each) => each?.includes('@'))
      .join('\n');
    return faults.meet({ operation, text }, () => answer(operation, form));
  });
  return { ...server, faults };
};
