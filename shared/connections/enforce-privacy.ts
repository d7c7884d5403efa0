import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { HubError } from '../errors.ts';
import type { Connections } from '../ports/connections.ts';
import type { Dues } from '../ports/dues.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';
import { changePrivacy } from './change-privacy.ts';

type Deps = Parameters<typeof changePrivacy>[0] & {
  readonly connections: Pick<Connections, 'summaries' | 'read' | 'commit'>;
  readonly settings: Pick<OrgSettingsStore, 'read'>;
  readonly dues: Pick<Dues, 'remove'>;
};

type Work = Extract<ProvisionWork, { kind: 'org_privacy' }>;

/** The function ends at 60 s; what is left then is done when the sweep sends this again. */
const BUDGET_MS = 40_000;

/** False: it is being connected or taken down just now, and has to be looked at again. */
const obey = async (
  deps: Deps,
  connection: Connection | undefined,
  { privacy }: OrgSettings,
  trace: string,
): Promise<boolean> => {
  if (connection === undefined || privacy.allowed.includes(connection.privacy)) return true;
  // Nothing is read through one without a calendar.
  if (connection.calendarId === '') return true;
  try {
    const actor = { kind: 'system' } as const;
    await changePrivacy(deps)({ connection, privacy: privacy.default, actor, trace });
    return true;
  } catch (error) {
    if (error instanceof HubError && error.code === 'busy') return false;
    throw error;
  }
};

/** Brings every calendar of an org to a privacy that the org allows; begun again, it goes on with those that are left. */
export const enforcePrivacy =
  (deps: Deps) =>
  async ({ org, trace }: Work): Promise<void> => {
    const endsAt = performance.now() + BUDGET_MS;
    const settings = await deps.settings.read(org);
    let isLeft = false;
    for (const { userId, id } of await deps.connections.summaries(org)) {
      const connection = await deps.connections.read(org, userId, id);
      isLeft = !(await obey(deps, connection, settings, trace)) || isLeft;
      if (performance.now() > endsAt) return;
    }
    if (!isLeft) await deps.dues.remove('org_privacy', org);
  };
