import { ProviderError } from '../../ports/provider-error.ts';
import { exactJson } from './exact-json.ts';

interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface Answer {
  readonly status: number;
  /** Parsed JSON; undefined where there is none, as after a 204, or in a page of words. */
  readonly body: unknown;
  readonly headers: Headers;
}

const TIMEOUT_MS = 10_000;

const wordOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'TimeoutError') return 'timeout';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'no answer';
};

const parsed = (text: string): unknown => {
  try {
    return exactJson(text);
  } catch {
    // Gateways answer with pages of HTML or XML: the status says enough.
    return undefined;
  }
};

/** One call to Zoom, whatever it answers. No redirect is followed: a token goes to the host that it is meant for. Throws ProviderError `transient` where no answer came. */
export const callZoom = async ({ method, url, headers, body }: Request): Promise<Answer> => {
  try {
    const answer = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, body: parsed(await answer.text()), headers: answer.headers };
  } catch (error) {
    throw new ProviderError('transient', { word: wordOf(error), cause: error });
  }
};
