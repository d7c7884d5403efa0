import type { MailWork } from '../../events/internal/mail-work.ts';
import { followApproval } from '../../shared/connections/follow-approval.ts';
import { mailRequests } from '../../shared/connections/mail-requests.ts';
import { tellLoss } from '../../shared/connections/tell-loss.ts';
import type { SeriesNoticeDeps } from '../../shared/notices/series/series-notice-deps.ts';
import { tellSeries } from '../../shared/notices/series/tell-series.ts';
import { tellPeople } from '../../shared/notices/tell-people.ts';

type Deps = SeriesNoticeDeps &
  Parameters<typeof mailRequests>[0] &
  Parameters<typeof followApproval>[0] &
  Parameters<typeof tellLoss>[0];

/** A message is about a booking, about people who are asked to connect or waited to be let in, or about a connection that was lost. */
export const workMail =
  (deps: Deps) =>
  (message: MailWork): Promise<void> => {
    if ('runId' in message) return mailRequests(deps)(message);
    if ('approvedAt' in message) return followApproval(deps)(message);
    if ('connectionId' in message) return tellLoss(deps)(message);
    const { seriesId } = message;
    return seriesId === undefined ? tellPeople(deps)(message) : tellSeries(deps)({ ...message, seriesId });
  };
