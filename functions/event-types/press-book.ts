import { locale as Locale } from '../../events/fields.ts';
import { BookForm, BookPageParams, BookPageQuery } from '../../events/http/book-page.ts';
import { preferredLocale } from '../../shared/domain/preferred-locale.ts';
import { HubError } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { Request } from '../../shared/http/request.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { PAGE_HEADERS } from '../../shared/pages/page-headers.ts';
import { dataReply, wantsData } from '../../shared/pages/page-reply.ts';
import type { Roster } from '../../shared/scheduling/read-roster.ts';
import { orNothing } from './book-reply.ts';
import { makePublicBooking } from './make-public-booking.ts';
import { openRoster } from './open-roster.ts';
import { draftOf, wishOf } from './read-book-form.ts';
import { type RefusalDeps, refuseBook } from './refuse-book.ts';
import { refuseUnknownFields } from './refuse-unknown-fields.ts';
import { viewPublicBooking } from './view-public-booking.ts';

type Press = Request<{ eventTypeId: string }, BookPageQuery, BookForm>;

const EMPTY = BookForm.parse({});

/** A relative address: the guest's page lies beside this one. */
const leadTo = (token: string): Reply => ({
  status: 303,
  headers: { ...PAGE_HEADERS, location: `/b/${token}?booked=1` },
});

const book = async (deps: RefusalDeps, roster: Roster, press: Press, locale: 'en' | 'cs'): Promise<Reply> => {
  const { body: form, accept } = press;
  if (wantsData(accept)) refuseUnknownFields(form, roster.eventType);
  const draft = draftOf(form, roster.eventType, () => deps.ids.secret());
  try {
    const body = wishOf(draft, form, locale);
    const wish = { ...press, body, idempotencyKey: draft.key };
    const { booking, token } = await makePublicBooking(deps)(roster.eventType, wish);
    // Every key of a form is long enough to name a token.
    if (token === undefined) throw new HubError('internal');
    if (wantsData(accept))
      return dataReply(201, viewPublicBooking(booking, { token, publicUrl: deps.publicUrl }));
    return leadTo(token);
  } catch (error) {
    if (wantsData(accept) || (error instanceof HubError && error.code === 'not_found')) throw error;
    return refuseBook(deps)(error, { roster, draft, form, locale, press });
  }
};

/** `POST /book/{eventTypeId}`: the pressed button books as the API does, once for one form, and leads to the guest's own page. */
export const pressBook = (deps: RefusalDeps) =>
  publicRoute(
    { params: BookPageParams, query: BookPageQuery, body: BookForm.optional(), form: true },
    (request): Promise<Reply> => {
      const form = request.body ?? EMPTY;
      const said = Locale.safeParse(form.locale).data;
      const locale = said ?? request.query.locale ?? preferredLocale(request.acceptLanguage);
      return orNothing(request, locale, async () => {
        const roster = await openRoster(deps)(request.params.eventTypeId);
        return book(deps, roster, { ...request, body: form }, locale);
      });
    },
  );
