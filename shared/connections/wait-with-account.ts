import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import { nextTry } from '../domain/next-try.ts';
import type { Clock } from '../ports/clock.ts';
import type { Dues } from '../ports/dues.ts';
import type { Log } from '../ports/log.ts';
import type { ProviderError } from '../ports/provider-error.ts';

interface Deps {
  readonly dues: Pick<Dues, 'put'>;
  readonly clock: Clock;
  readonly log: Log;
}

type Work = Extract<ProvisionWork, { kind: 'probe' | 'keep_alive' }>;

/** It is in no hurry, and how often it has failed is written nowhere: as long as other work waits in the end. */
const ATTEMPTS = 8;

/** After a refusal that may pass: the work waits on its timer. */
export const waitWithAccount =
  ({ dues, clock, log }: Deps) =>
  async (work: Work, error: ProviderError): Promise<void> => {
    const { kind, connectionId: owner, trace } = work;
    log.info('account.waits', { connectionId: owner, work: kind, word: error.word, trace });
    const { notBefore: dueAt } = nextTry(error, { attempts: ATTEMPTS, seed: owner }, clock.now());
    await dues.put({ v: 1, kind, owner, version: 1, dueAt, messages: [{ queue: 'provision', body: work }] });
  };
