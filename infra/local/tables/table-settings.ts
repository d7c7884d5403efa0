import { z } from 'zod';
import type { Answer, Call } from './call.ts';

const ttl = z.object({
  TableName: z.string(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }),
});
const named = z.object({ TableName: z.string() });
const ok = (body: Record<string, unknown>): Answer => ({ status: 200, body });

const BACKUPS = {
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
  },
};

/** Settings that a table carries and that change nothing here: time to live only tidies, backups are nobody's concern. */
export const withTableSettings = (call: Call): Call => {
  const expiring = new Map<string, string>();
  const set = (input: Record<string, unknown>): Answer => {
    const { TableName, TimeToLiveSpecification } = ttl.parse(input);
    if (TimeToLiveSpecification.Enabled) expiring.set(TableName, TimeToLiveSpecification.AttributeName);
    else expiring.delete(TableName);
    return ok({ TimeToLiveSpecification });
  };
  const describe = (input: Record<string, unknown>): Answer => {
    const attribute = expiring.get(named.parse(input).TableName);
    return ok({
      TimeToLiveDescription: attribute
        ? { TimeToLiveStatus: 'ENABLED', AttributeName: attribute }
        : { TimeToLiveStatus: 'DISABLED' },
    });
  };
  const answers: Record<string, (input: Record<string, unknown>) => Answer> = {
    UpdateTimeToLive: set,
    DescribeTimeToLive: describe,
    UpdateContinuousBackups: () => ok(BACKUPS),
    DescribeContinuousBackups: () => ok(BACKUPS),
  };
  return async (operation, input) => answers[operation]?.(input) ?? call(operation, input);
};
