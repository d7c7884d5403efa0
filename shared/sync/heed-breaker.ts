import type { Breaker, BreakerName } from '../../events/stored/breaker.ts';
import { closeBreaker, closedUntil, openBreaker, probeBreaker, waitWithBreaker } from '../domain/breaker.ts';
import type { Breakers } from '../ports/breakers.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { ProviderError } from '../ports/provider-error.ts';

interface Deps {
  readonly breakers: Breakers;
  readonly clock: Clock;
  readonly log: Log;
}

export interface HeededBreaker {
  /** Calls the provider unless it refuses the whole hub; then throws ProviderError `project` with the seconds that are left. */
  heed<T>(call: () => Promise<T>): Promise<T>;
  /** Throws the same while it is open, by what is stored now; calls nothing. */
  check(): Promise<void>;
}

const refusalBy = (breaker: Breaker, now: number, cause?: unknown): ProviderError =>
  new ProviderError('project', {
    word: breaker.word,
    retryAfterSeconds: Math.max(1, Math.ceil((closedUntil(breaker) - now) / 1000)),
    cause,
  });

const isOpen = (breaker: Breaker | undefined): breaker is Breaker => breaker?.state === 'open';

/**
 * What this process knows of one breaker. While nothing is wrong it costs no request: a process learns that it is open by a refusal of
 * its own, and from then on looks before each call, until it is closed.
 */
class KnownBreaker {
  private readonly deps: Deps;
  private readonly name: BreakerName;
  private isSuspected = false;

  constructor(deps: Deps, name: BreakerName) {
    this.deps = deps;
    this.name = name;
  }

  /** Undefined where it is closed. */
  async read(): Promise<Breaker | undefined> {
    const breaker = await this.deps.breakers.read(this.name);
    this.isSuspected = isOpen(breaker);
    return isOpen(breaker) ? breaker : undefined;
  }

  /** The one whose question this call is; undefined where nothing is known against it. Throws while it is open. */
  async admit(): Promise<Breaker | undefined> {
    if (!this.isSuspected) return undefined;
    const now = this.deps.clock.now();
    const breaker = await this.read();
    if (breaker === undefined) return undefined;
    if (closedUntil(breaker) > now) throw refusalBy(breaker, now);
    const probe = probeBreaker(breaker, now);
    if (await this.deps.breakers.put(probe)) return probe;
    const winner = await this.read();
    if (winner) throw refusalBy(winner, now);
    return undefined;
  }

  async open(error: ProviderError, probe: Breaker | undefined): Promise<ProviderError> {
    this.isSuspected = true;
    const now = this.deps.clock.now();
    const before = probe ?? (await this.deps.breakers.read(this.name));
    // Calls that were under way when it opened say nothing new.
    if (isOpen(before) && !probe && closedUntil(before) > now) return refusalBy(before, now, error);
    const opened = openBreaker(before, this.name, error, now);
    if (!(await this.deps.breakers.put(opened))) return refusalBy((await this.read()) ?? opened, now, error);
    const { word, trips, until } = opened;
    this.deps.log.info('breaker.opened', { breaker: this.name, word, trips, until });
    return refusalBy(opened, now, error);
  }

  async close(probe: Breaker): Promise<void> {
    if (!(await this.deps.breakers.put(closeBreaker(probe)))) return;
    this.isSuspected = false;
    this.deps.log.info('breaker.closed', { breaker: this.name });
  }

  async wait(probe: Breaker): Promise<void> {
    await this.deps.breakers.put(waitWithBreaker(probe, this.deps.clock.now()));
  }
}

/** These prove nothing: the provider was not reached, or has looked at the user's token only. */
const INCONCLUSIVE = new Set<ProviderError['verdict']>(['transient', 'token']);

/** What an error says about the breaker; answers the error to throw. Any other answer of the provider's proves that the hub is let in. */
const judge = async (known: KnownBreaker, probe: Breaker | undefined, error: unknown): Promise<unknown> => {
  if (!(error instanceof ProviderError)) return error;
  if (error.verdict === 'project') return known.open(error, probe);
  if (probe) await (INCONCLUSIVE.has(error.verdict) ? known.wait(probe) : known.close(probe));
  return error;
};

/** All calls through it stop at the provider's word that the whole hub is refused; later one call at a time asks whether that is over. */
export const heedBreaker = (deps: Deps, name: BreakerName): HeededBreaker => {
  const known = new KnownBreaker(deps, name);
  return {
    heed: async (call) => {
      const probe = await known.admit();
      try {
        const answer = await call();
        if (probe) await known.close(probe);
        return answer;
      } catch (error) {
        throw await judge(known, probe, error);
      }
    },
    check: async () => {
      const now = deps.clock.now();
      const breaker = await known.read();
      if (breaker && Date.parse(breaker.until) > now) throw refusalBy(breaker, now);
    },
  };
};
