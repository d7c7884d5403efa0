import { describe, expect, test } from 'vitest';
import { askProvider } from '../../../../shared/connections/ask-provider.ts';
import { RunTaken } from '../../../../shared/connections/keep-progress.ts';
import type { Leaving } from '../../../../shared/connections/leaving.ts';
import { progressOf } from '../../../../shared/connections/leaving.ts';
import { ProviderError, type Verdict } from '../../../../shared/ports/provider-error.ts';
import { aConnection } from '../../../support/a-connection.ts';

const STARTED = '2027-01-04T09:00:00.000Z';
const run = {
  v: 1,
  id: 'run_1',
  org: 'acme',
  userId: 'ben',
  version: 1,
  kind: 'disconnect',
  state: 'running',
  startedAt: STARTED,
  counts: {},
} as const;

const leaving = (shutOut = false): Leaving => ({
  connection: aConnection(),
  run,
  progress: { ...progressOf(run), shutOut },
  trace: 'trace',
  endsAt: 0,
});

/** What comes of a call that the provider answers so, some hours after the run began. */
const ask = (error: unknown, hours = 0, shutOut = false) => {
  const tokens = { of: () => Promise.resolve('token'), forget: () => Promise.resolve() };
  const clock = { now: () => Date.parse(STARTED) + hours * 3_600_000 };
  return askProvider({ tokens, clock })(leaving(shutOut), 'primary', () =>
    error === undefined ? Promise.resolve('yes') : Promise.reject(error),
  );
};
const refusal = (verdict: Verdict) => new ProviderError(verdict, { word: verdict });

describe('a run asks a provider', () => {
  test('and gets the answer', async () => {
    expect(await ask(undefined)).toEqual({ answer: 'yes' });
  });

  test.each<Verdict>(['transient', 'throttled', 'project'])('waits for what passes: %s', async (verdict) => {
    const error = refusal(verdict);
    await expect(ask(error, 23)).rejects.toBe(error);
  });

  test.each<Verdict>(['transient', 'throttled', 'project'])('but not for ever: %s', async (verdict) => {
    expect(await ask(refusal(verdict), 24)).toEqual({ no: 'shut_out' });
  });

  test.each<Verdict>(['final', 'tenant', 'scope', 'token'])('asks nothing more after %s', async (verdict) => {
    expect(await ask(refusal(verdict))).toEqual({ no: 'shut_out' });
    expect(await ask(undefined, 0, true)).toEqual({ no: 'shut_out' });
  });

  test('goes on with the rest where one thing is refused', async () => {
    expect(await ask(refusal('ours'))).toEqual({ no: 'refused' });
  });

  test('swallows nothing that is no refusal', async () => {
    const error = new RunTaken();
    await expect(ask(error)).rejects.toBe(error);
  });
});
