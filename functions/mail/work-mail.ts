import type { MailWork } from '../../events/internal/mail-work.ts';
import { mailRequests } from '../../shared/connections/mail-requests.ts';
import type { NoticeDeps } from '../../shared/notices/notice-deps.ts';
import { tellPeople } from '../../shared/notices/tell-people.ts';

/** A message is about a booking, or about people who are asked to connect. */
export const workMail =
  (deps: NoticeDeps & Parameters<typeof mailRequests>[0]) =>
  (message: MailWork): Promise<void> =>
    'runId' in message ? mailRequests(deps)(message) : tellPeople(deps)(message);
