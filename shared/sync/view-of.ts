import { pageTrail } from '../domain/page-trail.ts';
import type { CalendarEvent, ChangePage } from '../ports/calendar-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { CalendarReading } from './take-page.ts';
import { ENDLESS } from './take-round.ts';

interface View {
  readonly events: readonly CalendarEvent[];
  readonly pages: number;
  /** As `ChangePage.zone`. */
  readonly zone?: string;
}

/** Everything that overlaps a span of time as it is now, each event once. */
export const viewOf =
  ({ calendar }: Pick<SyncDeps, 'calendar'>) =>
  async (
    { feed, access }: CalendarReading,
    span: { readonly start: string; readonly end: string },
  ): Promise<View> => {
    const timesOnly = feed.privacy === 'full_private';
    const events = new Map<string, CalendarEvent>();
    let trail: string[] = [];
    let pages = 0;
    let page: ChangePage | undefined;
    do {
      page = await calendar.readView(access, span, page?.nextPage, timesOnly);
      for (const event of page.events) events.set(event.id, event);
      pages += 1;
      const longer = pageTrail(trail, page);
      // A view gives no cursor that could be to blame: it may come to an end another time.
      if (longer === undefined) throw new ProviderError('transient', { word: ENDLESS });
      trail = longer;
    } while (page.nextPage !== undefined);
    const { zone } = page;
    return { events: [...events.values()], pages, ...(zone !== undefined && { zone }) };
  };
