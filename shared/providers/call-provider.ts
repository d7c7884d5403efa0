import { ProviderError } from '../ports/provider-error.ts';

interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | URLSearchParams | undefined;
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

const parsed = (text: string, parse: (text: string) => unknown): unknown => {
  try {
    return parse(text);
  } catch {
    // Gateways answer with pages of HTML or XML: the status says enough.
    return undefined;
  }
};

/**
 * One call to a provider, whatever it answers; `parse` reads its JSON. No redirect is followed: a token goes to the host that it is meant
 * for. Throws ProviderError `transient` where no answer came.
 */
export const callProvider = async (
  { method, url, headers, body }: Request,
  parse: (text: string) => unknown = JSON.parse,
): Promise<Answer> => {
  try {
    const answer = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, body: parsed(await answer.text(), parse), headers: answer.headers };
  } catch (error) {
    throw new ProviderError('transient', { word: wordOf(error), cause: error });
  }
};
