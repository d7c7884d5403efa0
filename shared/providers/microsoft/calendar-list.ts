import * as z from 'zod';
import { MicrosoftCalendar } from '../../../events/provider/microsoft/calendar.ts';
import type { ListedCalendar } from '../../ports/listed-calendar.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { allPages } from './all-pages.ts';
import { MAIN } from './calendar-path.ts';
import type { GraphAccess } from './client.ts';

const PATH = '/me/calendars?$top=100&$select=id,name,canEdit,isDefaultCalendar';

/** The zone is the mailbox's, which is not told here. */
const listed = ({
  id,
  name,
  canEdit,
  isDefaultCalendar,
}: z.output<typeof MicrosoftCalendar>): ListedCalendar => ({
  id: isDefaultCalendar ? MAIN : id,
  name: name ?? id,
  primary: isDefaultCalendar,
  writable: canEdit,
});

/** An entry that cannot be read spoils all, or its calendar would seem to have vanished. */
export const listCalendars = async (graph: GraphAccess): Promise<ListedCalendar[]> => {
  const { success, data, error } = z.array(MicrosoftCalendar).safeParse(await allPages(graph, PATH));
  if (success) return data.map(listed);
  throw new ProviderError('transient', { word: 'unreadable answer', cause: error });
};
