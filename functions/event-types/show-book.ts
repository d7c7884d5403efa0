import { BookPageParams, BookPageQuery } from '../../events/http/book-page.ts';
import { dateIn } from '../../shared/domain/date-in.ts';
import { preferredLocale } from '../../shared/domain/preferred-locale.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { bookFormPage } from '../../shared/pages/book-form-page.ts';
import type { BookChoice } from '../../shared/pages/book-offer.ts';
import { bookTimesPage } from '../../shared/pages/book-times-page.ts';
import { dataReply, wantsData } from '../../shared/pages/page-reply.ts';
import { chooseDuration } from '../../shared/scheduling/choose-duration.ts';
import { findSlots } from '../../shared/scheduling/find-slots.ts';
import type { Roster } from '../../shared/scheduling/read-roster.ts';
import { bookReply, orNothing } from './book-reply.ts';
import { findBookTimes } from './find-book-times.ts';
import { openRoster } from './open-roster.ts';
import type { PublicDeps } from './public-deps.ts';
import { chooseBook, viewBookOffer } from './view-book-offer.ts';
import { viewSlots } from './view-slots.ts';

const MINUTE_MS = 60_000;

const isOffered = async (
  deps: PublicDeps,
  roster: Roster,
  { duration }: BookChoice,
  start: string,
): Promise<boolean> => {
  const window = { start, end: new Date(Date.parse(start) + MINUTE_MS).toISOString() };
  const durationMs = chooseDuration(roster.eventType, duration);
  const starts = await findSlots(deps)(roster, { durationMs, now: deps.clock.now(), window });
  return starts.includes(Date.parse(start));
};

/** `GET` and `HEAD /book/{eventTypeId}`: the free times of a month, or the form for one of them. However often it is opened, it changes nothing. */
export const showBook = (deps: PublicDeps) =>
  publicRoute({ params: BookPageParams, query: BookPageQuery }, (request): Promise<Reply> => {
    const { params, query, requestId } = request;
    const locale = query.locale ?? preferredLocale(request.acceptLanguage);
    return orNothing(request, locale, async () => {
      const roster = await openRoster(deps)(params.eventTypeId);
      const offer = viewBookOffer(roster);
      const choice = chooseBook(roster, query);
      const shown = { roster, locale, requestId };
      const { start } = query;
      if (start !== undefined && (await isOffered(deps, roster, choice, start))) {
        const draft = { start, key: deps.ids.secret(), name: '', email: '', guests: '', answers: {} };
        return bookReply(200, shown, (frame) => bookFormPage(frame, offer, { choice, draft, faults: [] }));
      }
      const times = await findBookTimes(deps)(
        roster,
        choice,
        start === undefined ? query : { day: dateIn(choice.zone, Date.parse(start)), isGone: true },
      );
      const durationMs = chooseDuration(roster.eventType, choice.duration);
      if (wantsData(request.accept))
        return dataReply(200, viewSlots(roster, { zone: choice.zone, durationMs, ...times }));
      return bookReply(200, shown, (frame) => bookTimesPage(frame, offer, times));
    });
  });
