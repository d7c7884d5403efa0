import type { Provider } from '../../events/stored/provider.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { withinBudget } from '../sync/within-budget.ts';

interface Deps {
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly log: Log;
}

/** The person is looking at an empty page meanwhile. */
const BUDGET_MS = 3_000;
const HOUR_MS = 3_600_000;

/**
 * Whether an account has a calendar at all: it may be suspended, unlicensed, or its calendar service switched off. Asked with one small
 * call before anything is stored; where the provider does not say no for good, the account counts as usable.
 */
export const isUsable =
  ({ calendars, clock, log }: Deps) =>
  async (provider: Provider, accessToken: string, trace: string): Promise<boolean> => {
    const start = new Date(clock.now()).toISOString();
    const span = { start, end: new Date(clock.now() + HOUR_MS).toISOString() };
    try {
      await withinBudget(calendars(provider).freeBusy(accessToken, ['primary'], span, 'UTC'), BUDGET_MS);
      return true;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      log.info('connect.account_asked', { requestId: trace, verdict: error.verdict, word: error.word });
      return error.verdict !== 'final';
    }
  };
