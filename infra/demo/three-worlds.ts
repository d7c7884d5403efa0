import { googleCalendar } from './google-calendar.ts';
import { outlookCalendar } from './outlook-calendar.ts';
import type { OutlookHost } from './outlook-story.ts';
import type { Person, User } from './person.ts';
import { type Booking, eventIdOf, iso, type Stage } from './stage.ts';
import { until } from './until.ts';
import { zoomMeetings } from './zoom-meetings.ts';

/** Chloe organizes in Outlook, Ada's calendar is at Google, and Dan, who has no calendar, makes the link. */
export interface Cast {
  readonly chloe: OutlookHost;
  readonly ada: Person;
  readonly dan: User;
  /** Dan's own token at Zoom. */
  readonly zoomToken: string;
}
type View = Readonly<Record<'Outlook' | 'Google' | 'Zoom', number | undefined>>;

/** When it is, as each of the three sees it, in epoch ms; undefined where it is gone. */
const lookAround = async (
  { urls }: Stage,
  { chloe, ada, zoomToken }: Cast,
  booking: Booking,
): Promise<View> => {
  const inOutlook = await outlookCalendar(urls.microsoft, chloe.outlookToken).find(eventIdOf(booking, chloe));
  const inGoogle = await googleCalendar(urls.google, ada).read(eventIdOf(booking, ada));
  return {
    Outlook: inOutlook?.start,
    Google: inGoogle.status === 'cancelled' ? undefined : Date.parse(inGoogle.start?.dateTime ?? ''),
    Zoom: await zoomMeetings(urls.zoom, zoomToken).start(booking.conference),
  };
};

/** Until all three agree on an instant, or on its absence. */
export const agree = async (
  stage: Stage,
  cast: Cast,
  { booking, start }: { readonly booking: Booking; readonly start: number | undefined },
): Promise<void> => {
  await until('Outlook, Google and Zoom agree', async () => {
    const view = await lookAround(stage, cast, booking);
    return Object.values(view).every((each) => each === start) ? view : undefined;
  });
  const at = start === undefined ? 'it is gone' : `it is at ${iso(start)}`;
  for (const [who, where] of [
    ['chloe', 'Outlook'],
    ['ada', 'Google'],
    ['dan', 'Zoom'],
  ] as const)
    stage.timeline.saw(who, `sees in ${where}: ${at}`);
};
