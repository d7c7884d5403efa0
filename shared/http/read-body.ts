import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { HubError } from '../errors.ts';
import { rawBody } from './raw-body.ts';

const MAX_BYTES = 256 * 1024;

const mediaType = ({ headers }: APIGatewayProxyEventV2): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HubError('invalid_json', { detail: 'The body could not be parsed as JSON.', cause });
  }
};

/** Form posts come from pages that work without JavaScript. A repeated field is refused rather than guessed. */
const parseForm = (text: string): Record<string, string> => {
  const pairs = [...new URLSearchParams(text)];
  if (new Set(pairs.map(([name]) => name)).size < pairs.length)
    throw new HubError('invalid_request', { detail: 'A form field was sent twice.' });
  return Object.fromEntries(pairs);
};

/** The body as data: JSON, or a form where the route takes one. An absent body is `undefined`. */
export const readBody = (event: APIGatewayProxyEventV2, takesForm: boolean): unknown => {
  const bytes = rawBody(event);
  if (bytes.length > MAX_BYTES)
    throw new HubError('payload_too_large', {
      detail: `The body has ${bytes.length} bytes; ${MAX_BYTES} are allowed.`,
    });
  if (bytes.length === 0) return undefined;
  const type = mediaType(event);
  const text = bytes.toString('utf8');
  if (takesForm && type === 'application/x-www-form-urlencoded') return parseForm(text);
  if (type !== 'application/json' && !type.endsWith('+json'))
    throw new HubError('unsupported_media_type', {
      detail: 'Send the body with Content-Type: application/json.',
    });
  return parseJson(text);
};
