import type { ConnectLink } from '../../events/stored/connect-link.ts';
import type { ConnectRequest } from '../../events/stored/connect-request.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import { judgeRequest } from '../domain/judge-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectRequests } from '../ports/connect-requests.ts';
import type { Connections } from '../ports/connections.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';
import type { People } from '../ports/people.ts';
import { requestTokenHash } from './request-token.ts';

export interface OpenRequestDeps {
  readonly requests: Pick<ConnectRequests, 'read' | 'link'>;
  readonly connections: Pick<Connections, 'ofUser'>;
  readonly people: Pick<People, 'readMany'>;
  readonly settings: Pick<OrgSettingsStore, 'read'>;
  readonly clock: Clock;
}

interface OpenRequest {
  readonly request: ConnectRequest;
  readonly connections: readonly Connection[];
  readonly asker: string | undefined;
  readonly settings: OrgSettings;
  readonly locale: Person['locale'];
}

/** Where the token of a mailed request leads. */
export type RequestVisit =
  | { readonly leads: 'nowhere' }
  | {
      readonly leads: 'to the past' | 'to a connection' | 'to an older mail' | 'to nobody';
      readonly settings: OrgSettings;
      readonly locale: Person['locale'];
    }
  | ({ readonly leads: 'to request' } & OpenRequest);

type Dead = Exclude<RequestVisit['leads'], 'nowhere' | 'to request'>;

interface Situation {
  readonly link: ConnectLink;
  readonly request: ConnectRequest | undefined;
  readonly connections: readonly Connection[];
  readonly person: Person | undefined;
  readonly settings: OrgSettings;
}

/** Whether somebody who lacks the connection is still asked for it by this very mail; undefined = they are. */
const judgeLink = ({ link, request, ...asked }: Situation, now: number): Dead | undefined => {
  if (request === undefined) return 'to a connection';
  const isOpen = request.runId === link.runId || request.follows === link.runId;
  if (!isOpen) return 'to an older mail';
  if (Date.parse(link.expiresAt) <= now) return 'to the past';
  const outcome = judgeRequest({ action: 'invite', platform: link.platform, ...asked });
  if (outcome === 'already_connected') return 'to a connection';
  return outcome === 'sent' ? undefined : 'to nobody';
};

/** Looks a token up by its hash; reads only. */
export const openRequest =
  (deps: OpenRequestDeps) =>
  async (token: string): Promise<RequestVisit> => {
    const link = await deps.requests.link(requestTokenHash(token));
    if (link === undefined) return { leads: 'nowhere' };
    const { org, userId, platform } = link;
    const [request, connections, settings] = await Promise.all([
      deps.requests.read(org, userId, platform),
      deps.connections.ofUser(org, userId),
      deps.settings.read(org),
    ]);
    const found = await deps.people.readMany(org, [userId, ...(request ? [request.by] : [])]);
    const person = found.find(({ id }) => id === userId);
    const locale = person?.locale ?? 'en';
    const dead = judgeLink({ link, request, connections, person, settings }, deps.clock.now());
    if (dead !== undefined || request === undefined)
      return { leads: dead ?? 'to a connection', settings, locale };
    const asker = found.find(({ id }) => id === request.by)?.name;
    return { leads: 'to request', request, connections, asker, settings, locale };
  };
