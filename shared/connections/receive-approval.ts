import type { ApprovalMail } from '../../events/internal/approval-mail.ts';
import type { ConnectionDeps } from './connection-deps.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'queues' | 'clock' | 'log'>;

const GRACE_MS = 60_000;

/** From its commit on, whoever waits in this org is owed a mail; as often as the approval is told, once each. */
export const receiveApproval =
  ({ connections, queues, clock, log }: Deps) =>
  async (org: string, trace: string): Promise<void> => {
    const now = clock.now();
    const approvedAt = new Date(now).toISOString();
    const body: ApprovalMail = { v: 1, kind: 'approval', org, approvedAt, trace };
    const messages = [{ queue: 'mail' as const, body }];
    const dueAt = new Date(now + GRACE_MS).toISOString();
    await connections.commit({
      due: [{ v: 1, kind: 'approval', owner: org, version: 1, dueAt, messages }],
    });
    try {
      await queues.send(messages);
    } catch (error) {
      // The due item sends it a minute later.
      log.error('approval.enqueue_failed', error, { requestId: trace });
    }
  };
