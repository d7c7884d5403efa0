import {
  CalendarParams,
  CalendarPatch,
  CalendarsQuery,
  type CalendarView,
} from '../../events/http/calendars.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { changeCalendars } from '../../shared/connections/change-calendars.ts';
import { refreshCalendars } from '../../shared/connections/refresh-calendars.ts';
import { chooseCalendar } from '../../shared/domain/choose-calendar.ts';
import { pageOf } from '../../shared/domain/page-of.ts';
import { calendarAccounts } from '../../shared/domain/user-calendars.ts';
import { viewCalendars } from '../../shared/domain/view-calendars.ts';
import { HubError } from '../../shared/errors.ts';
import { contentTag, isKnown, requireMatch } from '../../shared/http/entity-tag.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { route } from '../../shared/http/route.ts';
import { ProviderError } from '../../shared/ports/provider-error.ts';
import { withinBudget } from '../../shared/sync/within-budget.ts';
import type { IntegrationDeps } from './integration-deps.ts';

const BUDGET_MS = 3_000;

/** What the provider does not tell in time is as it was told before. */
const refresh = async (deps: IntegrationDeps, connection: Connection, trace: string): Promise<void> => {
  if (connection.state !== 'connected') return;
  const refreshed = refreshCalendars(deps)(connection, trace).catch((error: unknown) => {
    if (!(error instanceof ProviderError)) throw error;
    deps.log.info('calendars.list_failed', { connectionId: connection.id, word: error.word });
  });
  await withinBudget(refreshed, BUDGET_MS);
};

/** `GET /v1/me/calendars`: asked for now, at every account. */
export const listCalendars = (deps: IntegrationDeps) =>
  route({ query: CalendarsQuery }, async ({ caller, query, requestId, ifNoneMatch }): Promise<Reply> => {
    const { org, userId } = caller;
    const known = calendarAccounts(await deps.connections.ofUser(org, userId));
    await Promise.all(known.map((connection) => refresh(deps, connection, requestId)));
    const items = viewCalendars(await deps.connections.ofUser(org, userId));
    // Of the whole list, whichever page is shown: a change is made upon all of it.
    const etag = contentTag({ items });
    if (isKnown(ifNoneMatch, etag)) return { status: 304, headers: { etag } };
    return { status: 200, body: pageOf(items, query, ({ id }) => id), headers: { etag } };
  });

/** A caller may hold the tag of the whole list, or of this one as a change has answered it. */
const requireFresh = (ifMatch: string | undefined, items: readonly CalendarView[], id: string): void => {
  if (ifMatch === undefined || isKnown(ifMatch, contentTag({ items }))) return;
  const item = items.find((each) => each.id === id);
  requireMatch(ifMatch, item && contentTag(item));
};

/** `PATCH /v1/me/calendars/{id}` */
export const patchCalendar = (deps: IntegrationDeps) =>
  route(
    { params: CalendarParams, body: CalendarPatch },
    async ({ caller, params: { id }, body, ifMatch, requestId: trace }): Promise<Reply> => {
      const { org, userId, role } = caller;
      if (role === 'assistant') throw new HubError('forbidden', { detail: 'Assistants read.' });
      const own = await changeCalendars(deps)({ org, userId, trace }, (present) => {
        const chosen = chooseCalendar(present, id, body);
        requireFresh(ifMatch, viewCalendars(present), id);
        return chosen;
      });
      const item = viewCalendars(own, id).find((each) => each.id === id);
      if (item === undefined) throw new HubError('not_found', { detail: 'You have no such calendar.' });
      return { status: 200, body: item, headers: { etag: contentTag(item) } };
    },
  );
