import { describe, expect, it } from 'vitest';
import { ProviderError, type Verdict } from '../../../../shared/ports/provider-error.ts';
import { guardProvider } from '../../../../shared/sync/guard-provider.ts';
import { heedBreaker } from '../../../../shared/sync/heed-breaker.ts';
import { memoryBreakers } from '../../../support/memory-breakers.ts';

const START = Date.parse('2027-01-04T09:00:00Z');

/** A provider, the one stored breaker, and as many Lambdas as asked for. */
const stage = () => {
  const breakers = memoryBreakers();
  const opened: unknown[] = [];
  let now = START;
  let calls = 0;
  let refusal: ProviderError | undefined;
  const deps = {
    breakers,
    clock: { now: () => now },
    log: {
      info: (event: string, fields?: object) => {
        opened.push([event, fields]);
      },
      error: () => undefined,
    },
  };
  const lambda = () => {
    const { heed, check } = heedBreaker(deps, 'google_calendar');
    const call = () =>
      heed(async () => {
        calls += 1;
        if (refusal) throw refusal;
        return 'answer';
      });
    /** What came of it: the answer, or the refusal with the seconds to wait. */
    const tell = async (asked: () => Promise<unknown> = call): Promise<string> => {
      const answer = await asked().catch((error: unknown) => error);
      if (!(answer instanceof ProviderError)) return String(answer);
      return `${answer.verdict} ${answer.word} ${answer.retryAfterSeconds ?? ''}`.trim();
    };
    return { call, tell, heed, check: () => tell(check) };
  };
  return {
    breakers,
    lambda,
    opened,
    calls: () => calls,
    refuse: (verdict?: Verdict, retryAfterSeconds?: number) => {
      refusal = verdict && new ProviderError(verdict, { word: verdict, retryAfterSeconds });
    },
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
  };
};

describe('while nothing is wrong', () => {
  it('costs no request, whatever single users are refused', async () => {
    const { breakers, lambda, refuse } = stage();
    const { tell } = lambda();
    expect(await tell()).toBe('answer');
    for (const verdict of ['final', 'tenant', 'ours', 'throttled', 'transient', 'scope', 'token'] as const) {
      refuse(verdict);
      expect(await tell()).toBe(`${verdict} ${verdict}`);
    }
    expect(breakers.asked).toEqual({ reads: 0, writes: 0 });
  });
});

describe('when the whole hub is refused', () => {
  it('nobody calls for half a minute, and everyone knows for how long', async () => {
    const { lambda, refuse, pass, calls, opened } = stage();
    const one = lambda();
    refuse('project');
    expect(await one.tell()).toBe('project project 30');
    pass(9);
    expect(await one.tell()).toBe('project project 21');
    pass(20);
    expect(await one.tell()).toBe('project project 1');
    expect(calls()).toBe(1);
    expect(opened).toEqual([
      [
        'breaker.opened',
        { breaker: 'google_calendar', word: 'project', trips: 1, until: '2027-01-04T09:00:30.000Z' },
      ],
    ]);
  });

  it('another Lambda learns it by one refusal of its own, or by looking', async () => {
    const { lambda, refuse, pass, calls, breakers } = stage();
    refuse('project');
    await lambda().tell();
    pass(10);
    expect(await lambda().check()).toBe('project project 20');
    const other = lambda();
    expect(await other.tell()).toBe('project project 20');
    expect(await other.tell()).toBe('project project 20');
    expect(calls()).toBe(2);
    // What was under way when it opened makes nothing longer.
    expect(breakers.asked.writes).toBe(1);
  });

  it('waits as long as it was asked to', async () => {
    const { lambda, refuse, pass, calls } = stage();
    const one = lambda();
    refuse('project', 600);
    expect(await one.tell()).toBe('project project 600');
    pass(599);
    expect(await one.tell()).toBe('project project 1');
    expect(calls()).toBe(1);
  });

  it('asks again after twice the time each, up to eight minutes', async () => {
    const { lambda, refuse, pass, calls } = stage();
    const one = lambda();
    refuse('project');
    const waits: string[] = [await one.tell()];
    for (const seconds of [30, 60, 120, 240, 480, 480, 480]) {
      pass(seconds);
      waits.push(await one.tell());
    }
    expect(waits.map((wait) => Number(wait.split(' ').at(-1)))).toEqual([
      30, 60, 120, 240, 480, 480, 480, 480,
    ]);
    expect(calls()).toBe(8);
  });

  it('asks with one call at a time, and follows whoever died while asking', async () => {
    const { lambda, refuse, pass, calls } = stage();
    const [one, two, three] = [lambda(), lambda(), lambda()];
    refuse('project');
    for (const each of [one, two, three]) await each.tell();
    expect(calls()).toBe(3);
    refuse();
    pass(31);
    const dies = Promise.withResolvers<string>();
    const dying = one.heed(() => dies.promise);
    expect(await two.tell()).toBe('project project 30');
    pass(31);
    expect(await two.tell()).toBe('answer');
    expect(calls()).toBe(4);
    dies.resolve('late');
    expect(await dying).toBe('late');
    expect(await three.tell()).toBe('answer');
  });

  it('is over for all as soon as one call is let in, also with an answer about its user', async () => {
    const { lambda, refuse, pass, breakers, opened } = stage();
    const [one, two] = [lambda(), lambda()];
    refuse('project');
    await one.tell();
    await two.tell();
    pass(30);
    refuse('throttled');
    expect(await one.tell()).toBe('throttled throttled');
    expect(opened.at(-1)).toEqual(['breaker.closed', { breaker: 'google_calendar' }]);
    refuse();
    pass(10);
    expect(await two.tell()).toBe('answer');
    const { reads, writes } = breakers.asked;
    await one.tell();
    await two.tell();
    expect(breakers.asked).toEqual({ reads, writes });
    expect(await two.check()).toBe('undefined');
  });

  it.each(['transient', 'token'] as const)(
    'is not over by an answer that proves nothing: %s',
    async (verdict) => {
      const { lambda, refuse, pass } = stage();
      const one = lambda();
      refuse('project');
      await one.tell();
      pass(30);
      refuse(verdict);
      expect(await one.tell()).toBe(`${verdict} ${verdict}`);
      expect(await one.tell()).toBe('project project 30');
    },
  );

  it('begins with half a minute anew when it had been over', async () => {
    const { lambda, refuse, pass } = stage();
    const one = lambda();
    refuse('project');
    await one.tell();
    pass(30);
    await one.tell();
    pass(60);
    refuse();
    await one.tell();
    refuse('project');
    expect(await one.tell()).toBe('project project 30');
  });
});

it('guards every method of a provider, and leaves the rest as it is', async () => {
  const { lambda, refuse } = stage();
  const one = lambda();
  const provider = guardProvider({ add: async (a: number, b: number) => a + b, scopes: ['events'] }, one);
  expect([await provider.add(2, 3), provider.scopes]).toEqual([5, ['events']]);
  refuse('project');
  await one.tell();
  await expect(provider.add(2, 3)).rejects.toThrow('project: project');
});
