import { isDeepStrictEqual } from 'node:util';
import type { World } from '../world.ts';
import { type EventFields, PERSONAL_FIELDS } from './event-fields.ts';
import type { EventDraft, StoredEvent } from './event-store.ts';
import { saveEvent } from './save-event.ts';
import { findEvent } from './series.ts';

type Personal = Partial<Pick<EventFields, (typeof PERSONAL_FIELDS)[number]>>;
type Response = Partial<Pick<NonNullable<EventFields['attendees']>[number], 'responseStatus' | 'comment'>>;

export const isOrganizers = ({ organizer, calendarId }: EventDraft): boolean =>
  organizer.email === calendarId;

const personalOf = ({ fields }: EventDraft): Personal =>
  Object.fromEntries(
    PERSONAL_FIELDS.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  );

/** The organizer's version as a guest has it: theirs alone are reminders, colour, transparency and private properties. */
const copyFor = (event: EventDraft, email: string, existing: StoredEvent | undefined): EventDraft => {
  const { source: _source, extendedProperties, ...fields } = event.fields;
  for (const name of PERSONAL_FIELDS) if (name !== 'reminders') delete fields[name];
  const shared = extendedProperties?.shared;
  const own = existing?.fields.extendedProperties?.private;
  const properties = { ...(own && { private: own }), ...(shared && { shared }) };
  return {
    ...event,
    calendarId: email,
    fields: {
      ...fields,
      reminders: { useDefault: true },
      ...(existing && personalOf(existing)),
      ...((own ?? shared) && { extendedProperties: properties }),
    },
  };
};

const isGuest = ({ fields }: EventDraft, email: string): boolean =>
  fields.status !== 'cancelled' && (fields.attendees ?? []).some((guest) => guest.email === email);

const isSame = (a: EventDraft, b: EventDraft): boolean =>
  isDeepStrictEqual([a.fields, a.conference, a.sequence], [b.fields, b.conference, b.sequence]);

/** Only a guest of the whole series needs to hear that one of its instances is gone. */
const hasSeries = ({ events }: World, { instanceOf }: EventDraft, email: string): boolean =>
  instanceOf !== undefined && events.get(email, instanceOf.id) !== undefined;

const updateCopy = (world: World, event: EventDraft, email: string): void => {
  const existing = world.events.get(email, event.id);
  if (existing && existing.organizer.email !== event.organizer.email) return;
  const isWanted = isGuest(event, email);
  if (!(existing || isWanted || hasSeries(world, event, email))) return;
  const guest = event.fields.attendees?.find((each) => each.email === email);
  if (existing?.isThrownAway && (!isWanted || guest?.responseStatus === 'declined')) return;
  const { isThrownAway: _gone, ...copy } = copyFor(event, email, existing);
  const draft: EventDraft = isWanted ? copy : { ...copy, fields: { ...copy.fields, status: 'cancelled' } };
  if (!(existing && isSame(existing, draft))) saveEvent(world, draft);
};

/** Whoever was invited to single instances only has no copy of the series that could vanish. */
const endLoneInstances = (world: World, master: EventDraft, email: string): void => {
  if (world.events.get(email, master.id)) return;
  for (const exception of world.events.exceptionsOf(master))
    updateCopy(world, { ...exception, fields: { ...exception.fields, status: 'cancelled' } }, email);
};

/** Brings every guest with an account here up to date with the organizer's version. */
export const updateCopies = (world: World, event: StoredEvent): void => {
  if (!isOrganizers(event)) return;
  for (const { email } of world.accounts.all()) {
    if (email === event.calendarId) continue;
    updateCopy(world, event, email);
    if (event.fields.status === 'cancelled') endLoneInstances(world, event, email);
  }
};

const answered = (event: EventDraft, email: string, response: Response): EventDraft => ({
  ...event,
  fields: {
    ...event.fields,
    attendees: (event.fields.attendees ?? []).map((guest) =>
      guest.email === email ? { ...guest, ...response } : guest,
    ),
  },
});

/** A guest's answer is kept in the organizer's version, and from there reaches everybody's. */
export const respond = (world: World, copy: EventDraft, response: Response): void => {
  const email = copy.calendarId;
  const original = findEvent(world.events, copy.organizer.email, copy.id);
  if (!original || original.fields.status === 'cancelled') {
    saveEvent(world, answered(copy, email, response));
    return;
  }
  updateCopies(world, saveEvent(world, answered(original, email, response)));
};
