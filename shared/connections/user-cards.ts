import type { Card } from '../../events/http/integrations.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import type { Refusal } from '../../events/stored/refusal.ts';
import { type CardSource, cardOf, type Permission } from '../domain/card.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Feeds } from '../ports/feeds.ts';

interface Deps {
  readonly connections: Pick<Connections, 'ofUser' | 'refusals'>;
  /** Left out where cards of many people are made: they do not tell when they were read last. */
  readonly feeds?: Pick<Feeds, 'read'>;
  /** What each provider is asked for. */
  readonly permissions: PerProvider<readonly Permission[]>;
  readonly clock: Clock;
  readonly publicUrl: string;
}

interface View {
  readonly person: Pick<Person, 'org' | 'id' | 'email'>;
  readonly settings: OrgSettings;
  readonly mayAct: boolean;
}

const DAY_MS = 86_400_000;

const recent = (refusals: readonly Refusal[], now: number): CardSource['refusals'] =>
  Object.fromEntries(
    refusals.filter(({ at }) => now - Date.parse(at) < DAY_MS).map(({ platform, code }) => [platform, code]),
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
  ({ connections, feeds, permissions, clock, publicUrl }: Deps) =>
  async ({ person, settings, mayAct }: View): Promise<Card[]> => {
    const [own, refusals] = await Promise.all([
      connections.ofUser(person.org, person.id),
      connections.refusals(person.org, person.id),
    ]);
    const read = feeds ? await Promise.all(own.map((connection) => lastRead(feeds, connection))) : [];
    const source: CardSource = {
      connections: own,
      settings,
      email: person.email,
      permissions,
      refusals: recent(refusals, clock.now()),
      lastSynced: new Map(read.flat()),
      mayAct,
      cardsUrl: `${publicUrl}/v1/me/integrations`,
    };
    return settings.platforms.map((platform) => cardOf(platform, source));
  };
