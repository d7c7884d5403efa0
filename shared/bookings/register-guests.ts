import type { Booking, Guest } from '../../events/stored/booking.ts';
import { registrationDebts } from '../domain/guest-link.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { Change } from './change-booking.ts';
import { changeMeeting, type MeetingDeps, type MeetingStep, type StepOutcome } from './meeting-step.ts';

/** So many at a time, so that what was done is written down long before a function's time is up. */
const BATCH = 25;

interface Registered {
  readonly guest: Guest;
  /** Undefined: the provider does not take this one. */
  readonly registration: { readonly id: string; readonly joinUrl: string } | undefined;
}

const isRefused = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && error.verdict === 'ours';

/** Its user may have left out this one permission: nothing else is lost with it. */
const isForbidden = (error: unknown): boolean => error instanceof ProviderError && error.verdict === 'scope';

const hasNone = (error: unknown): boolean =>
  isForbidden(error) || (isRefused(error) && error.word === 'no_registration');

/** The same address again is the same registrant: whoever dies before it is written down asks once more. */
const register = async (
  { conference }: MeetingDeps,
  { accessToken }: MeetingStep,
  meetingId: string,
  guest: Guest,
): Promise<Registered> => {
  try {
    return { guest, registration: await conference.register(accessToken, meetingId, guest) };
  } catch (error) {
    if (!isRefused(error) || hasNone(error)) throw error;
    return { guest, registration: undefined };
  }
};

/** As many as the provider takes: what was done is written down before anybody waits. */
const registerAll = async (
  deps: MeetingDeps,
  step: MeetingStep,
  meetingId: string,
  guests: readonly Guest[],
): Promise<Registered[]> => {
  const made: Registered[] = [];
  try {
    for (const guest of guests) made.push(await register(deps, step, meetingId, guest));
  } catch (error) {
    if (made.length === 0 || !(error instanceof ProviderError)) throw error;
  }
  return made;
};

/** A meeting that was made without registration gets it now. Undefined: its account has none. */
const registerOrOpen = async (
  deps: MeetingDeps,
  step: MeetingStep,
  meetingId: string,
  guests: readonly Guest[],
): Promise<Registered[] | undefined> => {
  try {
    return await registerAll(deps, step, meetingId, guests);
  } catch (error) {
    if (!hasNone(error)) throw error;
  }
  try {
    await deps.conference.setRegistration(step.accessToken, meetingId, true);
    return await registerAll(deps, step, meetingId, guests);
  } catch (error) {
    if (!hasNone(error)) throw error;
  }
  // Else the link of all would ask everybody to register.
  await deps.conference.setRegistration(step.accessToken, meetingId, false);
  return undefined;
};

const withRegistered = (
  current: Booking,
  userId: string,
  made: readonly Registered[],
  gone: string[],
): Change => {
  const entry = current.meetings[userId];
  if (entry === undefined) return { after: current };
  const registrants = { ...entry.registrants };
  for (const id of gone) delete registrants[id];
  for (const { guest, registration } of made)
    registrants[guest.id] = { email: guest.email, ...(registration && { id: registration.id }) };
  const links = new Map(made.map(({ guest, registration }) => [guest.id, registration]));
  const guests = current.guests.map((guest) => {
    const { registration: before, ...rest } = guest;
    const registration = links.get(guest.id) ?? (gone.includes(guest.id) ? undefined : before);
    return { ...rest, ...(registration && { registration }) };
  });
  const meetings = { ...current.meetings, [userId]: { ...entry, registrants } };
  return { after: { ...current, guests, meetings, noticesOwed: true } };
};

/** One link for all then, and the host reads why. */
const withoutRegistration = (current: Booking, userId: string): Change | undefined => {
  const entry = current.meetings[userId];
  if (entry === undefined) return undefined;
  const { registrants: _, ...rest } = entry;
  const meetings = { ...current.meetings, [userId]: { ...rest, registration: 'unavailable' as const } };
  const refusal = { verdict: 'ours', word: 'no_registration' };
  return { after: { ...current, meetings, noticesOwed: true }, refusal };
};

/** Before it is switched off: afterwards nobody could say what becomes of those who are registered, and it may be switched on again. */
const unregisterAll = async (
  { conference }: MeetingDeps,
  { booking, entry, accessToken }: MeetingStep,
  meetingId: string,
  surplus: readonly string[],
): Promise<void> => {
  for (const guestId of surplus) {
    const known = entry.registrants?.[guestId];
    if (known?.id !== undefined)
      await conference
        .unregister(accessToken, meetingId, { id: known.id, email: known.email })
        .catch((error) => {
          if (!isForbidden(error)) throw error;
        });
  }
  if (booking.linkPer !== 'participant') await conference.setRegistration(accessToken, meetingId, false);
};

/**
 * Gives every guest a link of their own, and takes those of guests who were taken off; where everybody shares one again, nobody
 * registers any more. Throws ProviderError.
 */
export const registerGuests =
  (deps: MeetingDeps) =>
  async (step: MeetingStep, meetingId: string): Promise<StepOutcome> => {
    const { missing, surplus } = registrationDebts(step.booking, step.userId);
    if (surplus.length > 0) await unregisterAll(deps, step, meetingId, surplus);
    const made = await registerOrOpen(deps, step, meetingId, missing.slice(0, BATCH));
    await changeMeeting(deps)(step, (current, entry) => {
      if (entry.meetingId !== meetingId) return undefined;
      return made
        ? withRegistered(current, step.userId, made, surplus)
        : withoutRegistration(current, step.userId);
    });
    return 'again';
  };
