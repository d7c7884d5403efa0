import type { Due } from '../../events/stored/due.ts';
import type { Person } from '../../events/stored/person.ts';
import type { Transition } from '../../events/stored/transition.ts';

export interface PeopleFilter {
  readonly org: string;
  /** Part of name or address, ignoring case and accents. */
  readonly q?: string | undefined;
  readonly role?: string | undefined;
  readonly department?: string | undefined;
}

export interface People {
  read(org: string, userId: string): Promise<Person | undefined>;
  readMany(org: string, userIds: readonly string[]): Promise<readonly Person[]>;
  /** Writes if the stored version is `person.version` - 1 (1 = must not exist yet); false when somebody else was first. */
  put(person: Person, transition?: Transition): Promise<boolean>;
  /** Removes who is still as they were read, with what follows from it; false when they have changed. */
  remove(person: Person, transition: Transition, due?: Due): Promise<boolean>;
  /** By name, then id. */
  list(
    query: PeopleFilter & { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ items: readonly Person[]; next?: string }>;
  /** Everybody's id, in the order of `list`. */
  ids(filter: PeopleFilter): Promise<readonly string[]>;
}
