import type { Booking, Meeting } from '../../events/stored/booking.ts';

/** What a booking wants its meeting at a conference provider to be. Instants are UTC. */
export interface WantedMeeting {
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  /** By which ours is found among others of the account. */
  readonly reference: string;
  readonly registers: boolean;
}

const GRACE_MS = 3_600_000;
/** Providers tell lengths in whole minutes. */
const MINUTE_MS = 60_000;

/** Until when its link leads somewhere: meetings overrun. */
export const meetingEnds = ({ end }: Pick<Booking, 'end'>): string =>
  new Date(Date.parse(end) + GRACE_MS).toISOString();

/** Whether this host's account should hold a meeting for the booking, as long as that is not over. */
export const wantsMeeting = (
  { status, location, conference, hosts }: Pick<Booking, 'status' | 'location' | 'conference' | 'hosts'>,
  userId: string,
): boolean =>
  status === 'confirmed' &&
  location?.kind === 'zoom' &&
  conference?.kind === 'zoom' &&
  conference.hostId === userId &&
  hosts.some((host) => host.userId === userId);

export const wantedMeeting = ({ id, title, start, end, zone, linkPer }: Booking): WantedMeeting => ({
  title,
  start,
  end,
  zone,
  reference: id,
  registers: linkPer === 'participant',
});

interface Times {
  readonly start: string;
  readonly end: string;
}

const isNear = (one: string, other: string): boolean =>
  Math.abs(Date.parse(one) - Date.parse(other)) < MINUTE_MS;

export const sameTimes = (one: Times, other: Times): boolean =>
  isNear(one.start, other.start) && isNear(one.end, other.end);

/** Whether the meeting, as the provider confirmed it last, is what the booking wants. */
export const saysWanted = ({ base }: Pick<Meeting, 'base'>, wanted: Times & { title: string }): boolean =>
  base?.exists === true && base.title === wanted.title && sameTimes(base, wanted);
