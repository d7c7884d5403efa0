const encoded = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
const base64Lines = (text: string): string =>
  Buffer.from(text).toString('base64').replaceAll(/.{76}/g, '$&\r\n');

const part = (type: string, text: string): string =>
  [`Content-Type: ${type}; charset=UTF-8`, 'Content-Transfer-Encoding: base64', '', base64Lines(text)].join(
    '\r\n',
  );

interface Simple {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

const bodyOf = (text: string | undefined, html: string | undefined): string => {
  if (text === undefined || html === undefined)
    return html === undefined ? part('text/plain', text ?? '') : part('text/html', html);
  const parts = [part('text/plain', text), part('text/html', html)];
  const all = [...parts.map((each) => `--part\r\n${each}\r\n`), '--part--\r\n'];
  return ['Content-Type: multipart/alternative; boundary=part', '', all.join('')].join('\r\n');
};

/** The MIME that SES makes of SendEmail's fields. */
export const simpleMail = ({ from, to, cc, replyTo, subject, text, html }: Simple): Buffer => {
  const list = (name: string, addresses: readonly string[]): string[] =>
    addresses.length > 0 ? [`${name}: ${addresses.join(', ')}`] : [];
  const head = [
    `From: ${from}`,
    ...list('To', to),
    ...list('Cc', cc),
    ...list('Reply-To', replyTo),
    `Subject: ${encoded(subject)}`,
    'MIME-Version: 1.0',
  ];
  return Buffer.from([...head, bodyOf(text, html)].join('\r\n'));
};
