import type { ConflictWork } from '../../events/internal/conflict-work.ts';
import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Dues } from '../ports/dues.ts';
import type { Queues } from '../ports/queues.ts';

interface Deps {
  readonly queues: Queues;
  readonly dues: Pick<Dues, 'remove'>;
}

type Work = Extract<ProvisionWork, { kind: 'conflicts' }>;

/** One message for every host and time; each of them repeats itself until it is done, so that nothing is owed then. */
export const spreadConflicts =
  ({ queues, dues }: Deps) =>
  async ({ org, hosts, spans, owed, trace }: Work): Promise<void> => {
    const messages = hosts.flatMap((userId) =>
      spans.map((span): { queue: 'sync'; body: ConflictWork } => ({
        queue: 'sync',
        body: { v: 1, kind: 'conflicts', org, userId, ...span, trace },
      })),
    );
    await queues.send(messages);
    await dues.remove('conflicts', owed);
  };
