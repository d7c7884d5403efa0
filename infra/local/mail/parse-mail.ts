import PostalMime, { addressParser } from 'postal-mime';

interface Attached {
  readonly filename: string | undefined;
  readonly type: string;
  readonly content: string;
}
export interface ParsedMail {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  /** The calendar part and its method, as a mail client would find them. */
  readonly calendar: { readonly method: string | undefined; readonly content: string } | undefined;
  /** By lower-case name; a repeated header's values are joined by a comma. */
  readonly headers: Record<string, string>;
  readonly attachments: readonly Attached[];
}

/** The bare addresses of a header such as To. */
export const addressesIn = (header: string): string[] =>
  addressParser(header, { flatten: true }).flatMap(({ address }) => address ?? []);

const shown = (address: { name: string; address?: string | undefined } | undefined): string => {
  if (!address?.address) return address?.name ?? '';
  return address.name ? `${address.name} <${address.address}>` : address.address;
};

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('utf8');

export const parseMail = async (raw: Buffer): Promise<ParsedMail> => {
  const mail = await PostalMime.parse(raw);
  const calendar = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  const headers: Record<string, string> = {};
  for (const { key, value } of mail.headers)
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  return {
    from: shown(mail.from),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html,
    calendar: calendar && { method: calendar.method, content: textOf(calendar.content) },
    headers,
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? undefined,
      type: mimeType,
      content: textOf(content),
    })),
  };
};
