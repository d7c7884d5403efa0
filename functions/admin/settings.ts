import { SettingsPut, type SettingsReply } from '../../events/http/settings.ts';
import { OrgSettings } from '../../events/stored/org-settings.ts';
import { newTransition } from '../../shared/history/new-transition.ts';
import { entityTag, isKnown, requireMatch } from '../../shared/http/entity-tag.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { requireAdmin } from '../../shared/http/require-admin.ts';
import { route } from '../../shared/http/route.ts';
import { untilWritten } from '../../shared/people/until-written.ts';
import type { AdminDeps } from './admin-deps.ts';
import { sendOn } from './send-on.ts';

type Deps = Pick<AdminDeps, 'settings' | 'queues' | 'clock' | 'ids' | 'log'>;

const GRACE_MS = 60_000;

const settingsReply = (settings: OrgSettings): Reply => {
  const { v: _v, org: _org, version, updatedAt: _updatedAt, ...rest } = settings;
  const body: SettingsReply = rest;
  return { status: 200, body, headers: { etag: entityTag(version) } };
};

/** `GET /v1/admin/settings` */
export const readSettings = ({ settings }: Pick<Deps, 'settings'>) =>
  route({}, async ({ caller, ifNoneMatch }) => {
    requireAdmin(caller);
    const found = await settings.read(caller.org);
    return isKnown(ifNoneMatch, entityTag(found.version)) ? { status: 304 } : settingsReply(found);
  });

const settingsAfter = (before: OrgSettings, body: SettingsPut, at: string): OrgSettings => {
  const { supportContact = before.supportContact, owner = before.owner, ...members } = body;
  const { supportContact: _contact, owner: _owner, ...kept } = before;
  // An absent member has no key in JSON, so it takes nothing away.
  const after = { ...kept, ...members, version: before.version + 1, updatedAt: at };
  return OrgSettings.parse({ ...after, ...(supportContact && { supportContact }), ...(owner && { owner }) });
};

/** Calendars that are kept with more than the org allows from now on are read anew with less: a debt of this change. */
const privacyOwed = (before: OrgSettings, { org, privacy }: OrgSettings, now: number, trace: string) => {
  if (before.privacy.allowed.every((mode) => privacy.allowed.includes(mode))) return undefined;
  const body = { v: 1, kind: 'org_privacy', org, trace } as const;
  const dueAt = new Date(now + GRACE_MS).toISOString();
  const messages = [{ queue: 'provision' as const, body }];
  return { v: 1, kind: 'org_privacy', owner: org, version: 1, dueAt, messages } as const;
};

/** `PUT /v1/admin/settings` */
export const putSettings = (deps: Deps) =>
  route({ body: SettingsPut }, async ({ caller, body, ifMatch, requestId }) => {
    requireAdmin(caller);
    const at = new Date(deps.clock.now()).toISOString();
    const { org, userId } = caller;
    const transition = newTransition(deps, {
      org,
      type: 'settings.put',
      subject: org,
      actor: { kind: 'user', id: userId },
      trace: requestId,
      changed: Object.keys(body),
    });
    const { after, due } = await untilWritten(async () => {
      const before = await deps.settings.read(org);
      requireMatch(ifMatch, entityTag(before.version));
      const next = settingsAfter(before, body, at);
      const owed = privacyOwed(before, next, deps.clock.now(), requestId);
      return (await deps.settings.put(next, transition, owed)) ? { after: next, due: owed } : undefined;
    });
    if (due) await sendOn(deps, due, requestId);
    return settingsReply(after);
  });
