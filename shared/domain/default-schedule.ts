import type { AvailabilitySchedule } from '../../events/stored/availability-schedule.ts';
import type { Person } from '../../events/stored/person.ts';

const WORKDAYS = [1, 2, 3, 4, 5];

/** When a person can be booked who has never said so: office hours in their zone. Version 0. */
export const defaultSchedule = ({
  org,
  id,
  zone,
}: Pick<Person, 'org' | 'id' | 'zone'>): AvailabilitySchedule => ({
  v: 1,
  org,
  userId: id,
  version: 0,
  zone,
  hours: WORKDAYS.map((day) => ({ day, from: '09:00', to: '17:00' })),
  dates: [],
  bufferBefore: 'PT0M',
  bufferAfter: 'PT0M',
  notice: 'PT1H',
  horizon: 'P60D',
});
