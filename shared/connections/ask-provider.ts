import type { AccessTokens } from '../ports/access-tokens.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import type { Clock } from '../ports/clock.ts';
import { isPassing, ProviderError, type Verdict } from '../ports/provider-error.ts';
import { withToken } from '../sync/with-token.ts';
import type { Leaving } from './leaving.ts';

interface Deps {
  readonly tokens: AccessTokens;
  readonly clock: Clock;
}

/** refused: this one thing · shut_out: anything, from now on */
type Answer<T> =
  | { readonly answer: T; readonly no?: undefined }
  | { readonly answer?: undefined; readonly no: 'refused' | 'shut_out' };

const FINAL: ReadonlySet<Verdict> = new Set<Verdict>(['final', 'tenant', 'scope', 'token']);
/** Who wants to leave is not held for ever by a provider that is down: then the receipt says what is left there. */
const PATIENCE_MS = 24 * 3_600_000;

/** Throws what the run has to wait for. */
const judge = (error: unknown, ageMs: number): 'refused' | 'shut_out' => {
  if (!(error instanceof ProviderError)) throw error;
  if (isPassing(error) && ageMs < PATIENCE_MS) throw error;
  return isPassing(error) || FINAL.has(error.verdict) ? 'shut_out' : 'refused';
};

/** One call for a run that takes a connection down. Throws ProviderError where the run has to wait: later it may work. */
export const askProvider =
  ({ tokens, clock }: Deps) =>
  async <T>(
    { connection, run, progress }: Leaving,
    calendarId: string,
    call: (access: CalendarAccess) => Promise<T>,
  ): Promise<Answer<T>> => {
    if (progress.shutOut) return { no: 'shut_out' };
    try {
      const ask = (accessToken: string) => call({ accessToken, calendarId });
      return { answer: await withToken(tokens)(connection, ask) };
    } catch (error) {
      return { no: judge(error, clock.now() - Date.parse(run.startedAt)) };
    }
  };
