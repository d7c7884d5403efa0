import { z } from 'zod';
import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Hub } from './hub.ts';

const meeting = z.object({
  id: z.string(),
  account: z.string(),
  topic: z.string(),
  start: z.string(),
  minutes: z.number(),
  agenda: z.string(),
  exists: z.boolean(),
  status: z.enum(['waiting', 'started', 'ended']),
  joinUrl: z.string(),
  registrants: z.array(z.object({ email: z.string(), joinUrl: z.string() })),
});
type Meeting = z.infer<typeof meeting>;

const MINUTE_MS = 60_000;
/** Our reference is the booking's id. */
const OURS = /bkg_[a-z2-7]{26}/u;

const referenceOf = ({ agenda }: Meeting): string | undefined => OURS.exec(agenda)?.[0];

const ourMeetings = async ({ zoom }: Hub): Promise<Meeting[]> =>
  z
    .array(meeting)
    .parse((await zoom.state()).meetings)
    .filter((one) => one.exists && referenceOf(one) !== undefined);

const lineOf = (
  id: string,
  { topic, start, minutes }: Pick<Meeting, 'topic' | 'start' | 'minutes'>,
): string => `${id} "${topic}" ${new Date(start).toISOString()} ${minutes} min`;

const wantedLine = ({ id, title, start, end }: Booking): string =>
  lineOf(id, { topic: title, start, minutes: Math.ceil((Date.parse(end) - Date.parse(start)) / MINUTE_MS) });

/** Accounts that the hub can reach now, and meetings that it may have left there with good reason. */
export interface MeetingReach {
  readonly connections: readonly Connection[];
  /** Ids of bookings whose meeting a disconnect has said it could not remove, or was told to keep. */
  readonly leftBehind: ReadonlySet<string>;
}

const zoomOf = ({ connections }: MeetingReach): Connection[] =>
  connections.filter(({ platforms, state }) => platforms.includes('zoom') && state === 'connected');

/** Begins the title that people give their meeting in Zoom. */
export const OWN_TITLE = 'Standup';

/** What somebody calls their meeting in Zoom stays there. */
const asOurs = (one: Meeting, { title }: Booking): Meeting =>
  one.topic.startsWith(OWN_TITLE) ? { ...one, topic: title } : one;

const entries = (all: readonly { email: string; joinUrl?: string | undefined }[]): string =>
  all
    .map(({ email, joinUrl }) => `${email.toLowerCase()} ${joinUrl}`)
    .toSorted()
    .join(', ');

/** Where everybody gets a link of their own, those who are registered are the guests, each under the link that is shown to them. */
const unregistered = ({ id, linkPer, guests, meetings, conference }: Booking, found: Meeting): string[] => {
  // Zoom takes nobody into a meeting that is being held or is over, and the booking says so.
  if (found.status !== 'waiting') return [];
  const isRefused = meetings[conference?.hostId ?? '']?.registration === 'unavailable';
  const own = linkPer === 'participant' && !isRefused ? guests : [];
  const wanted = entries(own.map(({ email, registration }) => ({ email, joinUrl: registration?.joinUrl })));
  const there = entries(found.registrants);
  return wanted === there ? [] : [`others registered: ${id} has ${there} at Zoom for ${wanted}`];
};

/** Of a booking at Zoom that is still to come: one meeting of its host's that says the same, under the link that it shows. */
const missing = (booking: Booking, found: readonly Meeting[], reach: MeetingReach): string[] => {
  const { id, conference, hosts } = booking;
  const live = zoomOf(reach);
  const maker = live.find(({ userId }) => userId === conference?.hostId);
  const could = live.filter(({ userId }) => hosts.some((host) => host.userId === userId));
  const isLost = reach.connections.some(
    ({ userId, platforms, state }) =>
      userId === conference?.hostId && platforms.includes('zoom') && state !== 'connected',
  );
  // Whoever left and kept the meeting has it still: its link leads there, and it is nobody's to change.
  const isKept = found.some((one) => booking.kept?.includes(one.id) && one.joinUrl === conference?.joinUrl);
  if (isLost || isKept) return [];
  if (maker === undefined) return could.length === 0 ? [] : [`no link, though a host could make it: ${id}`];
  const own = found.filter(({ account }) => account === maker.accountLabel);
  const [first, ...others] = own;
  if (first === undefined) return [`not at Zoom: ${wantedLine(booking)}`];
  return [
    ...unregistered(booking, first),
    ...others.map(({ id: other }) => `twice at Zoom: ${id} as ${other}`),
    ...(lineOf(id, asOurs(first, booking)) === wantedLine(booking)
      ? []
      : [`otherwise at Zoom: ${lineOf(id, first)} for ${wantedLine(booking)}`]),
    ...(conference?.joinUrl === first.joinUrl
      ? []
      : [`another link: ${id} shows ${conference?.joinUrl} (${conference?.state}) for ${first.joinUrl}`]),
  ];
};

const GRACE_MS = 3_600_000;

/** Its meeting may lie there: it is to come, or was over less than an hour ago. */
const holds = ({ status, location, end }: Booking): boolean =>
  status === 'confirmed' && location?.kind === 'zoom' && Date.parse(end) + GRACE_MS > Date.now();

/** Meetings that the hub knew to be gone: whoever has one back has taken it from the trash, and it is theirs. */
const goneOnce = async ({ zoom }: Hub): Promise<ReadonlySet<string>> =>
  new Set(
    (await zoom.state()).calls
      .filter(({ method, status }) => status === 404 || (method === 'DELETE' && status === 204))
      .flatMap(({ path }) => /^\/v2\/meetings\/(\d+)$/u.exec(path)?.[1] ?? []),
  );

const isExcused = (one: Meeting, bookings: readonly Booking[], reach: MeetingReach): boolean => {
  const id = referenceOf(one) ?? '';
  const booking = bookings.find((each) => each.id === id);
  const connection = zoomOf(reach).find(({ accountLabel }) => accountLabel === one.account);
  if (connection === undefined || reach.leftBehind.has(id) || booking?.takenBack?.includes(one.id))
    return true;
  return booking !== undefined && holds(booking) && booking.conference?.hostId === connection.userId;
};

/** What is wrong between bookings and the meetings that Zoom has of them. */
export const meetingFaults = async (
  hub: Hub,
  bookings: readonly Booking[],
  reach: MeetingReach,
): Promise<string[]> => {
  const found = await ourMeetings(hub);
  const gone = await goneOnce(hub);
  const ofBooking = Map.groupBy(found, referenceOf);
  const upcoming = bookings.filter((one) => holds(one) && Date.parse(one.end) > Date.now());
  return [
    ...upcoming.flatMap((booking) => missing(booking, ofBooking.get(booking.id) ?? [], reach)),
    ...found
      // What has been held cannot be deleted any more (3007).
      .filter((one) => one.status !== 'ended' && !gone.has(one.id) && !isExcused(one, bookings, reach))
      .map((one) => `only at Zoom: ${one.account} ${lineOf(referenceOf(one) ?? '', one)}`),
    ...bookings.flatMap(({ id, meetings }) =>
      Object.values(meetings)
        .filter(({ owed, recheckAt, state }) => (owed ?? recheckAt) !== undefined && state !== 'parked')
        .map(({ state, reason }) => `${id} still owes a meeting (${state} ${reason})`),
    ),
  ];
};
