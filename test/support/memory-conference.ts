import type {
  ConferenceProvider,
  ProviderMeeting,
  WantedMeeting,
} from '../../shared/ports/conference-provider.ts';
import { ProviderError } from '../../shared/ports/provider-error.ts';

interface MemoryConference {
  readonly provider: ConferenceProvider;
  /** Every meeting that is there. */
  meetings(): readonly ProviderMeeting[];
  /** How many were ever made. */
  creations(): number;
  /** What its owner does there. */
  move(id: string, start: string, end: string): void;
  remove(id: string): void;
}

const none = (): never => {
  throw new Error('not part of this test');
};

/** Meetings in memory; a creation is done as often as it is asked for. */
export const memoryConference = (): MemoryConference => {
  const meetings = new Map<string, ProviderMeeting>();
  let made = 0;
  const known = (id: string): ProviderMeeting => {
    const meeting = meetings.get(id);
    if (meeting === undefined) throw new ProviderError('gone', { word: '3001' });
    return meeting;
  };
  const create = ({ title, start, end, reference }: WantedMeeting): ProviderMeeting => {
    made += 1;
    const id = String(made);
    const meeting = {
      id,
      title,
      start,
      end,
      reference,
      joinUrl: `https://zoom.example/j/${id}`,
      isStarted: false,
    };
    meetings.set(id, meeting);
    return meeting;
  };
  const change = (id: string, over: Partial<ProviderMeeting>): ProviderMeeting => {
    const meeting = { ...known(id), ...over };
    meetings.set(id, meeting);
    return meeting;
  };
  return {
    meetings: () => [...meetings.values()],
    creations: () => made,
    move: (id, start, end) => change(id, { start, end }),
    remove: (id) => meetings.delete(id),
    provider: {
      createMeeting: async (_, wanted) => create(wanted),
      changeMeeting: async (_, id, { title, start, end }) => change(id, { title, start, end }),
      getMeeting: async (_, id) => known(id),
      removeMeeting: async (_, id) => {
        meetings.delete(id);
      },
      listOwnMeetings: async () =>
        [...meetings.values()].flatMap(({ id, reference, start, end }) =>
          reference === undefined ? [] : [{ id, reference, times: { start, end } }],
        ),
      startLink: none,
      register: none,
      unregister: none,
      setRegistration: none,
    },
  };
};
