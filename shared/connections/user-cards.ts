import type { Card } from '../../events/http/integrations.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { type OrgSettings, Platform } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import type { Refusal } from '../../events/stored/refusal.ts';
import { awaitsApproval } from '../domain/awaits-approval.ts';
import { type CardSource, cardOf, type Permission } from '../domain/card.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { providerOf } from '../domain/provider-of.ts';
import { refusalDays } from '../domain/refusal-days.ts';
import type { Connections } from '../ports/connections.ts';
import type { Feeds } from '../ports/feeds.ts';
import { type CardApprovalDeps, cardApproval } from './card-approval.ts';

interface Deps extends CardApprovalDeps {
  readonly connections: Pick<Connections, 'ofUser' | 'refusals'>;
  /** Left out where cards of many people are made: they do not tell when they were read last. */
  readonly feeds?: Pick<Feeds, 'read'>;
  /** What each provider is asked for. */
  readonly permissions: PerProvider<readonly Permission[]>;
}

interface View {
  readonly person: Pick<Person, 'org' | 'id' | 'email'>;
  readonly settings: OrgSettings;
  readonly mayAct: boolean;
}

const DAY_MS = 86_400_000;

/** An administrator's wall stands before all that the account would serve. */
const concerned = (refusal: Refusal): readonly Platform[] =>
  awaitsApproval(refusal)
    ? Platform.options.filter((each) => providerOf(each) === refusal.provider)
    : [refusal.platform];

const recent = (refusals: readonly Refusal[], now: number): CardSource['refusals'] =>
  Object.fromEntries(
    refusals
      .filter((refusal) => now - Date.parse(refusal.at) < refusalDays(refusal) * DAY_MS)
      .flatMap((refusal) => concerned(refusal).map((platform) => [platform, refusal.code])),
  );

/** The oldest last read of the calendars that block time. */
const lastRead = async (feeds: Pick<Feeds, 'read'>, connection: Connection): Promise<[string, string][]> => {
  const busy = connectedFeeds(connection).filter((each) => each.busy);
  const found = await Promise.all(busy.map(({ feedId }) => feeds.read(feedId)));
  const read = found.flatMap((feed) => feed?.lastReadStartedAt ?? []).toSorted();
  const [oldest] = read;
  return oldest === undefined || read.length < busy.length ? [] : [[connection.id, oldest]];
};

/** The cards of one user: one for each platform that their org has switched on. */
export const userCards =
  (deps: Deps) =>
  async ({ person, settings, mayAct }: View): Promise<Card[]> => {
    const { connections, feeds, permissions, clock, publicUrl } = deps;
    const [own, refusals] = await Promise.all([
      connections.ofUser(person.org, person.id),
      connections.refusals(person.org, person.id),
    ]);
    const read = feeds ? await Promise.all(own.map((connection) => lastRead(feeds, connection))) : [];
    const refused = recent(refusals, clock.now());
    const source: CardSource = {
      connections: own,
      settings,
      email: person.email,
      permissions,
      refusals: refused,
      approvalUrl: await cardApproval(deps)({ org: person.org, own, refusals: refused }),
      lastSynced: new Map(read.flat()),
      mayAct,
      cardsUrl: `${publicUrl}/v1/me/integrations`,
    };
    return settings.platforms.map((platform) => cardOf(platform, source));
  };
