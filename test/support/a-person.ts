import type { Person } from '../../events/stored/person.ts';

const AT = '2027-01-04T09:00:00.000Z';

/** One as they rest in the table. */
export const aPerson = (over: Partial<Person> = {}): Person => ({
  v: 1,
  org: 'acme',
  id: 'ben',
  version: 1,
  name: 'Ben',
  email: 'ben@acme.example',
  role: 'member',
  zone: 'UTC',
  locale: 'en',
  createdAt: AT,
  updatedAt: AT,
  ...over,
});
