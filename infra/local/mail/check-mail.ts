import { addressesIn } from './parse-mail.ts';
import type { RawMail } from './raw-mail.ts';
import { invalidValue, SesError } from './ses-error.ts';

export interface Envelope {
  readonly source: string;
  readonly destinations: readonly string[];
}

const LARGEST_BYTES = 10 * 1024 * 1024;
const MOST_RECIPIENTS = 50;
const ADDRESS =
  /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/i;
/** https://docs.aws.amazon.com/ses/latest/dg/header-fields.html */
const ONCE = new Set([
  'auto-submitted',
  'bcc',
  'cc',
  'content-description',
  'content-disposition',
  'content-id',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'in-reply-to',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'references',
  'reply-to',
  'return-path',
  'sender',
  'subject',
  'thread-index',
  'thread-topic',
  'to',
  'user-agent',
]);

const headerOf = ({ headers }: RawMail, wanted: string): string =>
  headers
    .filter(([name]) => name === wanted)
    .map(([, value]) => value)
    .join(', ');

const bareAddress = (text: string): string => {
  const [address] = addressesIn(text);
  if (!address?.includes('@')) throw invalidValue("Missing final '@domain'");
  if (!ADDRESS.test(address)) throw invalidValue('Illegal address');
  return address;
};

const checkHeaders = ({ headers }: RawMail): void => {
  const seen = new Set<string>();
  for (const [name] of headers) {
    if (seen.has(name) && ONCE.has(name)) throw invalidValue(`Duplicate header '${name}'.`);
    seen.add(name);
  }
  if (!seen.has('from')) throw invalidValue("Missing required header 'From'.");
};

const checkSender = (addresses: readonly string[], verified: readonly string[]): void => {
  const strangers = addresses.filter((address) => {
    const domain = address.split('@').at(-1)?.toLowerCase() ?? '';
    return !verified.some((each) => domain === each || domain.endsWith(`.${each}`));
  });
  if (strangers.length > 0)
    throw new SesError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region US-EAST-1: ${strangers.join(', ')}`,
    );
};

/** What production refuses; one bad address refuses the whole message. Returns who sends to whom. */
export const checkMail = (mail: RawMail, asked: Envelope, verified: readonly string[]): Envelope => {
  if (Math.ceil(mail.bytes.length / 3) * 4 > LARGEST_BYTES)
    throw invalidValue(`Message length is more than ${LARGEST_BYTES} bytes long.`);
  checkHeaders(mail);
  const from = bareAddress(headerOf(mail, 'from'));
  const source = asked.source === '' ? from : bareAddress(asked.source);
  const named = ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(headerOf(mail, name)));
  const destinations = (asked.destinations.length > 0 ? asked.destinations : named).map(bareAddress);
  if (destinations.length === 0) throw invalidValue('No recipients specified.');
  if (destinations.length > MOST_RECIPIENTS) throw invalidValue('Recipient count exceeds 50.');
  checkSender([...new Set([source, from])], verified);
  return { source, destinations };
};
