import type { Due } from '../../events/stored/due.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';

/** An attempt that nobody completes is forgotten when it ends; one that was left in the middle is looked after before. */
export const attemptDue = (attempt: OauthAttempt, dueAt: string, trace: string): Due => {
  const { id, org, userId, connectionId = id } = attempt;
  const body = { v: 1, kind: 'forget_attempt', org, userId, connectionId, attemptId: id, trace } as const;
  return { v: 1, kind: 'attempt', owner: id, version: 1, dueAt, messages: [{ queue: 'provision', body }] };
};
