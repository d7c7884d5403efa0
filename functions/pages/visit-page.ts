import { GuestLook } from '../../events/http/guest-page.ts';
import { preferredLocale } from '../../shared/domain/preferred-locale.ts';
import { parseInput } from '../../shared/http/parse-input.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { wantsData } from '../../shared/pages/page-reply.ts';
import type { Deps } from './deps.ts';
import { refuseVisit } from './guest-reply.ts';
import { type MeetingVisit, openLink } from './open-link.ts';

interface Visitor {
  readonly params: { readonly token: string };
  readonly ip: string;
  readonly routeKey: string;
  readonly query: unknown;
  readonly accept: string;
  readonly acceptLanguage: string;
  readonly requestId: string;
}

/** Answers with what `show` makes of the meeting that a link leads to; one that leads to none says so in words. */
export const visitPage =
  <R extends Visitor>(deps: Deps, show: (visit: MeetingVisit, request: R, path: string) => Promise<Reply>) =>
  async (request: R): Promise<Reply> => {
    const visit = await openLink(deps)(request);
    if (visit.leads === 'to meeting') {
      if (wantsData(request.accept)) parseInput(GuestLook, request.query, 'query');
      return show(visit, request, `/b/${request.params.token}`);
    }
    return refuseVisit(visit, request, preferredLocale(request.acceptLanguage));
  };
