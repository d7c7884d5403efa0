import type { Meeting } from './api/meetings.ts';
import { tellEnded, tellRecovered, tellStarted } from './webhooks/meeting-events.ts';
import type { World } from './world.ts';

export type MeetingAct = 'start' | 'end' | 'recover';

const ACTS: Readonly<Record<MeetingAct, (world: World, id: string) => boolean>> = {
  start: (world, id) => {
    const meeting = world.meetings.find(id);
    if (!meeting || meeting.status === 'started') return false;
    const { endedAt: _ended, ...rest } = meeting;
    const started: Meeting = { ...rest, status: 'started', startedAt: Date.now() };
    world.meetings.put(started);
    tellStarted(world, started);
    return true;
  },
  end: (world, id) => {
    const meeting = world.meetings.find(id);
    if (meeting?.status !== 'started') return false;
    const ended: Meeting = { ...meeting, status: 'ended', endedAt: Date.now() };
    tellEnded(world, ended);
    // The next instance is known by another uuid.
    world.meetings.put({ ...ended, uuid: world.meetings.newUuid() });
    return true;
  },
  recover: (world, id) => {
    const found = world.meetings.inTrash(id);
    if (!found) return false;
    const { deletedAt: _deleted, ...meeting } = found;
    world.meetings.put(meeting);
    tellRecovered(world, meeting);
    return true;
  },
};

/** What a host does in Zoom itself and no app can; false when the meeting is not in the state for it. */
export const actOnMeeting = (world: World, id: string, act: MeetingAct): boolean => ACTS[act](world, id);
