import type { Me } from '../../events/http/me.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import { entityTag, isKnown } from '../../shared/http/entity-tag.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { Caller } from '../../shared/http/request.ts';
import { route } from '../../shared/http/route.ts';
import { meetPerson } from '../../shared/people/meet-person.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { OrgSettingsStore } from '../../shared/ports/org-settings-store.ts';
import type { People } from '../../shared/ports/people.ts';

export interface PeopleDeps {
  readonly people: People;
  readonly settings: OrgSettingsStore;
  readonly clock: Clock;
}

export const meTag = (person: Person, settings: OrgSettings): string =>
  entityTag(person.version, settings.version);

/** Rights come from the token of this very request, the profile from our table. */
export const meReply = ({ role }: Caller, person: Person, settings: OrgSettings): Reply => {
  const { id, org, name, email, zone, locale } = person;
  const { platforms, accountsPerPlatform, privacy } = settings;
  const me: Me = {
    id,
    org,
    role,
    name,
    email,
    zone,
    locale,
    policy: { platforms, accountsPerPlatform, privacy },
  };
  return { status: 200, body: me, headers: { etag: meTag(person, settings) } };
};

/** `GET /v1/me` */
export const readMe = (deps: PeopleDeps) =>
  route({}, async ({ caller, ifNoneMatch }) => {
    const [person, settings] = await Promise.all([meetPerson(deps)(caller), deps.settings.read(caller.org)]);
    if (isKnown(ifNoneMatch, meTag(person, settings))) return { status: 304 };
    return meReply(caller, person, settings);
  });
