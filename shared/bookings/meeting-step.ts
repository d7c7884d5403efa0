import type { Booking, Meeting } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { ConferenceProvider } from '../ports/conference-provider.ts';
import type { Connections } from '../ports/connections.ts';
import type { Change } from './change-booking.ts';
import { changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';

/** A step at a conference account: what the booking was when it was planned. */
export interface MeetingStep {
  readonly booking: Booking;
  readonly entry: Meeting;
  readonly userId: string;
  readonly connection: Connection;
  readonly accessToken: string;
  readonly trace: string;
}

export type MeetingDeps = CommitDeps & {
  readonly conference: ConferenceProvider;
  readonly connections: Pick<Connections, 'read'>;
};

/** done: nothing more can be done now · again: the booking has taken in what was found, and has to be read anew. */
export type StepOutcome = 'done' | 'again';

type Place = Pick<MeetingStep, 'userId' | 'trace'> & {
  readonly booking: Pick<Booking, 'org' | 'id'>;
  readonly entry: Pick<Meeting, 'connectionId'>;
};

interface Changed {
  readonly isChanged: boolean;
  /** As it is then. */
  readonly booking: Booking | undefined;
}

/** Changes the booking, if the host's meeting still is that connection's. */
export const changeMeeting =
  (deps: CommitDeps, by: 'system' | 'provider' = 'system') =>
  async (
    { booking: { org, id }, entry: acted, userId, trace }: Place,
    decide: (current: Booking, entry: Meeting) => Change | undefined,
  ): Promise<Changed> => {
    const actor = by === 'provider' ? ({ kind: by, id: userId, platform: 'zoom' } as const) : { kind: by };
    let isChanged = false;
    const booking = await changeBooking(deps)({ org, id, actor, trace }, (current) => {
      const entry = current.meetings[userId];
      const change = entry?.connectionId === acted.connectionId ? decide(current, entry) : undefined;
      isChanged = change !== undefined;
      return change;
    });
    return { isChanged, booking };
  };

/** Changes nothing but the host's meeting. */
export const withMeeting = (booking: Booking, userId: string, entry: Meeting): Change => ({
  after: { ...booking, meetings: { ...booking.meetings, [userId]: entry } },
});
