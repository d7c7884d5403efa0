import { ProviderError } from '../../ports/provider-error.ts';

export interface Answer {
  readonly status: number;
  /** Parsed JSON; undefined where there is none. */
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
    return JSON.parse(text);
  } catch {
    // Gateways answer with pages of HTML: the status says enough.
    return undefined;
  }
};

/** One form to the token endpoint, whatever it answers; no redirect is followed. Throws ProviderError `transient` where no answer came. */
export const callEntra = async (url: string, fields: Record<string, string>): Promise<Answer> => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      body: new URLSearchParams(fields),
    });
    return { status: answer.status, body: parsed(await answer.text()), headers: answer.headers };
  } catch (error) {
    throw new ProviderError('transient', { word: wordOf(error), cause: error });
  }
};
