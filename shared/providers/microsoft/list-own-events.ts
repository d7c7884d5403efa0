import { MicrosoftCollection } from '../../../events/provider/microsoft/collection.ts';
import { MicrosoftEvent } from '../../../events/provider/microsoft/event.ts';
import type { CalendarAccess, CalendarProvider, OwnEvent } from '../../ports/calendar-provider.ts';
import { calendarPath } from './calendar-path.ts';
import { askGraph, type GraphAccess, relativeLink } from './client.ts';
import { interpretEvent } from './interpret.ts';
import { expandMarks, filterByMark, markIn } from './marks.ts';

const MOST = '100';

const ownEvent = (item: unknown, org: string): OwnEvent[] => {
  const { data } = MicrosoftEvent.safeParse(item);
  if (data === undefined || data.isCancelled || markIn(data, 'MeridianOrg') !== org) return [];
  const bookingId = markIn(data, 'MeridianBooking');
  const { key } = interpretEvent(data);
  return bookingId === undefined ? [] : [{ id: data.id, bookingId, ...(key !== undefined && { key }) }];
};

/** A series that people have made of an event of ours comes as the one event that it was. */
export const listOwnEvents =
  (graphFor: (access: CalendarAccess) => GraphAccess): CalendarProvider['listOwnEvents'] =>
  async (access, org, page) => {
    const graph = graphFor(access);
    const first = calendarPath(access, 'events', {
      $filter: filterByMark('MeridianOrg', org),
      $expand: expandMarks('MeridianOrg', 'MeridianBooking', 'MeridianKey'),
      $select: 'id,isCancelled,transactionId',
      $top: MOST,
    });
    const answer = await askGraph(graph, { method: 'GET', path: page ?? first }, MicrosoftCollection);
    const { value, '@odata.nextLink': next } = answer;
    return {
      events: value.flatMap((item) => ownEvent(item, org)),
      ...(next !== undefined && { nextPage: relativeLink(graph, next) }),
    };
  };
