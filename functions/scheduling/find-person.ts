import type { Person } from '../../events/stored/person.ts';
import { HubError } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/request.ts';
import { meetPerson } from '../../shared/people/meet-person.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { People } from '../../shared/ports/people.ts';

/** Somebody of the caller's organization; no id = the caller, who is met if they were not before. Throws `not_found`. */
export const findPerson =
  (deps: { readonly people: People; readonly clock: Clock }) =>
  async (caller: Caller, id: string | undefined): Promise<Person> => {
    if (id === undefined || id === caller.userId) return meetPerson(deps)(caller);
    const person = await deps.people.read(caller.org, id);
    if (person === undefined)
      throw new HubError('not_found', { detail: 'There is no such person in your organization.' });
    return person;
  };
