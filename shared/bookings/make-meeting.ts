import type { Meeting } from '../../events/stored/booking.ts';
import { confirmMeeting } from '../domain/confirm-meeting.ts';
import { saysWanted, wantedMeeting } from '../domain/wanted-meeting.ts';
import type { ProviderMeeting } from '../ports/conference-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { isSameGrant } from './is-same-grant.ts';
import { listUnknown } from './list-unknown.ts';
import {
  changeMeeting,
  type MeetingDeps,
  type MeetingStep,
  type StepOutcome,
  withMeeting,
} from './meeting-step.ts';

/** By then whatever was made in between is listed. */
const RECHECK_MS = 10 * 60_000;

const after = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

const isStill = ({ entry }: MeetingStep, present: Meeting): boolean =>
  present.meetingId === undefined && present.intendedAt === entry.intendedAt;

/** Written down first: whoever finds it looks for the meeting before making another one. */
const intend = async (deps: MeetingDeps, step: MeetingStep): Promise<string | undefined> => {
  const at = new Date(deps.clock.now()).toISOString();
  const isTwice = step.entry.intendedAt !== undefined;
  const { isChanged } = await changeMeeting(deps)(step, (current, entry) =>
    isStill(step, entry)
      ? withMeeting(current, step.userId, {
          ...entry,
          intendedAt: at,
          ...(isTwice && { recheckAt: after(at, RECHECK_MS) }),
        })
      : undefined,
  );
  return isChanged ? at : undefined;
};

/** The provider has refused it: there is nothing to look for. */
const forget = (deps: MeetingDeps, step: MeetingStep, intendedAt: string) =>
  changeMeeting(deps)(step, (current, entry) => {
    const { intendedAt: present, ...rest } = entry;
    return present === intendedAt ? withMeeting(current, step.userId, rest) : undefined;
  });

/** Resolves to whether the booking knows it from now on. */
const record = async (deps: MeetingDeps, step: MeetingStep, meeting: ProviderMeeting): Promise<boolean> => {
  const { isChanged } = await changeMeeting(deps)(step, (current, entry) => {
    if (entry.meetingId !== undefined) return undefined;
    const settled = saysWanted({ base: { ...meeting, exists: true } }, current);
    return { after: confirmMeeting(current, step.userId, { meeting, settled }) };
  });
  return isChanged;
};

const create = async (deps: MeetingDeps, step: MeetingStep, intendedAt: string): Promise<ProviderMeeting> => {
  try {
    return await deps.conference.createMeeting(step.accessToken, wantedMeeting(step.booking));
  } catch (error) {
    if (error instanceof ProviderError && error.verdict !== 'transient') await forget(deps, step, intendedAt);
    throw error;
  }
};

const makeAnew = async (deps: MeetingDeps, step: MeetingStep): Promise<StepOutcome> => {
  const intendedAt = await intend(deps, step);
  if (intendedAt === undefined) return 'again';
  const made = await create(deps, step, intendedAt);
  const { org, userId, id } = step.connection;
  const isOurs = isSameGrant(step.connection, await deps.connections.read(org, userId, id));
  if (isOurs && (await record(deps, step, made))) return 'again';
  // Disconnected, connected anew, or taken off the booking: nobody would ever take this meeting away again.
  await deps.conference.removeMeeting(step.accessToken, made.id);
  return 'done';
};

/** One of several that came about goes on, whichever; the others are nobody's. */
const adopt = async (
  deps: MeetingDeps,
  step: MeetingStep,
  [first, ...others]: readonly { readonly id: string }[],
): Promise<StepOutcome | undefined> => {
  if (first === undefined) return undefined;
  for (const { id } of others) await deps.conference.removeMeeting(step.accessToken, id);
  await record(deps, step, await deps.conference.getMeeting(step.accessToken, first.id));
  return 'again';
};

/**
 * Makes the meeting of a booking, once: nobody can ask for it under a name of ours, so a creation whose outcome is unknown is looked
 * for by our reference, not too soon, before there is another. Throws ProviderError.
 */
export const makeMeeting =
  (deps: MeetingDeps) =>
  async (step: MeetingStep): Promise<StepOutcome> => {
    const { intendedAt } = step.entry;
    if (intendedAt === undefined) return makeAnew(deps, step);
    const ours = await listUnknown(deps)(step, intendedAt);
    if (ours === undefined) return 'done';
    return (await adopt(deps, step, ours)) ?? makeAnew(deps, step);
  };
