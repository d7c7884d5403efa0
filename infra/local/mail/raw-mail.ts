export interface RawMail {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly bytes: Buffer;
}

const endOfHeaders = (bytes: Buffer): number => {
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return crlf + 2;
  return lf >= 0 ? lf + 1 : bytes.length;
};

/** Header lines with their folds, one string a header. */
const headerLines = (bytes: Buffer): string[] =>
  bytes
    .subarray(0, endOfHeaders(bytes))
    .toString('latin1')
    .split(/\r?\n(?![ \t])/)
    .filter((line) => line !== '');

const nameOf = (line: string): string =>
  line
    .slice(0, Math.max(0, line.indexOf(':')))
    .trim()
    .toLowerCase();

/** Latin 1 keeps every byte, so nothing but the headers that are asked for changes. */
export const rawMail = (bytes: Buffer): RawMail => ({
  bytes,
  headers: headerLines(bytes).map((line) => [
    nameOf(line),
    line
      .slice(line.indexOf(':') + 1)
      .replaceAll(/\r?\n/g, '')
      .trim(),
  ]),
});

/** SES writes Message-ID and Date itself: https://docs.aws.amazon.com/ses/latest/dg/header-fields.html */
export const stamped = ({ bytes }: RawMail, id: string): Buffer => {
  const kept = headerLines(bytes).filter((line) => !['message-id', 'date'].includes(nameOf(line)));
  const date = new Date().toUTCString().replace('GMT', '+0000');
  const lines = [...kept, `Date: ${date}`, `Message-ID: <${id}@email.amazonses.com>`, ''];
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), bytes.subarray(endOfHeaders(bytes))]);
};
