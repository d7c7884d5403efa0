import { randomBytes } from 'node:crypto';
import { ApiRefusal } from '../graph/api-refusal.ts';

const PATIENCE_MS = 10_000;

const refused = (code: string, message: string): ApiRefusal => new ApiRefusal({ status: 400, code, message });

/** Undefined when nothing came in time. */
const ask = async (url: string, token: string): Promise<Response | undefined> => {
  const asked = new URL(url);
  const query = `validationToken=${encodeURIComponent(token)}`;
  asked.search = asked.search === '' ? query : `${asked.search}&${query}`;
  try {
    return await fetch(asked, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return undefined;
  }
};

/** The address must answer with exactly what it was asked, decoded, as plain text; a token with signs that are easily decoded wrongly. */
export const validateAddress = async (url: string): Promise<void> => {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomBytes(8).toString('hex')} + 100% & more`;
  const response = await ask(url, token);
  if (!response) throw refused('InvalidRequest', 'Subscription validation request timed out.');
  const text = await response.text();
  const isPlain = response.headers.get('content-type')?.startsWith('text/plain') === true;
  if (response.status !== 200)
    throw refused(
      'ValidationError',
      'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
    );
  if (!isPlain || text !== token)
    throw refused(
      'ValidationError',
      'Subscription validation request failed. Must respond with the validation token as plain text.',
    );
};
