import type { PersonReply } from '../../events/http/people.ts';
import type { Person } from '../../events/stored/person.ts';

export const personReply = ({ v: _v, org: _org, version: _version, ...person }: Person): PersonReply =>
  person;
