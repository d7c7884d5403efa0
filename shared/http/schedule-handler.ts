import middy from '@middy/core';
import * as z from 'zod';

const ScheduledEvent = z.object({ resources: z.array(z.string()).min(1) });

/** A schedule names its job by the rule's name: `…rule/<stack>-sweep` or `…rule/sweep`. */
export const scheduleHandler = <Job extends string>(jobs: Readonly<Record<Job, () => Promise<void>>>) =>
  middy<unknown, void>().handler(async (event) => {
    const { resources } = ScheduledEvent.parse(event);
    const rule = resources[0]?.split('/').at(-1) ?? '';
    for (const [name, run] of Object.entries<() => Promise<void>>(jobs))
      if (rule === name || rule.endsWith(`-${name}`)) return run();
    throw new Error(`no job for the schedule ${rule}`);
  });
