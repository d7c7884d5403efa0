import type { EventType } from '../../events/stored/event-type.ts';

const AT = '2027-01-04T09:00:00.000Z';

/** One as it rests in the table. */
export const anEventType = (over: Partial<EventType> = {}): EventType => ({
  v: 1,
  id: 'ety_a',
  org: 'acme',
  version: 1,
  title: 'Intro call',
  kind: 'collective',
  hosts: [{ userId: 'ben' }],
  durations: ['PT30M'],
  linkPer: 'meeting',
  questions: [],
  reminders: [],
  guestPolicy: {},
  state: 'active',
  createdAt: AT,
  updatedAt: AT,
  ...over,
});
