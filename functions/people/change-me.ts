import { MePatch } from '../../events/http/me.ts';
import { requireMatch } from '../../shared/http/entity-tag.ts';
import { route } from '../../shared/http/route.ts';
import { meetPerson } from '../../shared/people/meet-person.ts';
import { untilWritten } from '../../shared/people/until-written.ts';
import { meReply, meTag, type PeopleDeps } from './read-me.ts';

/** `PATCH /v1/me` */
export const changeMe = (deps: PeopleDeps) =>
  route({ body: MePatch }, async ({ caller, body, ifMatch }) => {
    const settings = await deps.settings.read(caller.org);
    const person = await untilWritten(async () => {
      const before = await meetPerson(deps)(caller);
      requireMatch(ifMatch, meTag(before, settings));
      const after = {
        ...before,
        zone: body.zone ?? before.zone,
        locale: body.locale ?? before.locale,
        version: before.version + 1,
        updatedAt: new Date(deps.clock.now()).toISOString(),
      };
      return (await deps.people.put(after)) ? after : undefined;
    });
    return meReply(caller, person, settings);
  });
