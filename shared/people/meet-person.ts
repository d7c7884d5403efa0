import type { Person } from '../../events/stored/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { People } from '../ports/people.ts';

/** What a token tells of whoever holds it. */
type Known = Pick<Person, 'org' | 'role' | 'name' | 'email'> & { readonly userId: string };

/** The profile of a signed-in user; at their first sign-in it is made from what the product's token says. */
export const meetPerson =
  ({ people, clock }: { readonly people: People; readonly clock: Clock }) =>
  async ({ org, userId, role, name, email }: Known): Promise<Person> => {
    const known = await people.read(org, userId);
    if (known) return known;
    const at = new Date(clock.now()).toISOString();
    const person: Person = {
      v: 1,
      org,
      id: userId,
      version: 1,
      name,
      email,
      role,
      zone: 'UTC',
      locale: 'en',
      createdAt: at,
      updatedAt: at,
    };
    // Whoever was first has written the same, or an admin knew better.
    return (await people.put(person)) ? person : ((await people.read(org, userId)) ?? person);
  };
