import { CallLog } from '../call-log.ts';
import { Courier, type DeliveryHabits } from '../courier.ts';
import { Faults } from '../faults.ts';
import { seededRandom } from '../seeded-random.ts';
import { TimedJobs } from '../timed-jobs.ts';
import { Accounts } from './accounts.ts';
import { Channels, watchedEvents } from './calendar/channels.ts';
import { EventStore } from './calendar/event-store.ts';
import { Limits } from './calendar/limits.ts';
import { Pages } from './calendar/pages.ts';
import { SyncTokens } from './calendar/sync-tokens.ts';
import { faultReply } from './fault-reply.ts';
import type { Project } from './oauth/authorize-request.ts';
import { Delegations } from './oauth/delegations.ts';
import { Grants } from './oauth/grants.ts';

/** All that one simulated Google knows; a reset is a new one. */
export interface World {
  readonly origin: string;
  readonly project: Project & { readonly clientSecret: string };
  readonly accounts: Accounts;
  readonly grants: Grants;
  readonly delegations: Delegations;
  readonly events: EventStore;
  readonly syncTokens: SyncTokens;
  readonly pages: Pages;
  readonly channels: Channels;
  readonly limits: Limits;
  readonly jobs: TimedJobs;
  readonly courier: Courier;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly random: () => number;
  /** The variant of deltas that stay inside the window of the first listing. */
  deltasHeedWindow: boolean;
  /** Google's own pages are shorter than what was asked for; undefined: they are not. */
  shortPages: number | undefined;
  /** The word with which the console's project is refused, whoever calls. */
  projectRefuses: 'accessNotConfigured' | 'dailyLimitExceeded' | undefined;
  /** Undefined: any domain may receive pushes. */
  verifiedDomains: readonly string[] | undefined;
}

const SEED = 20_261_120;
const RETRIED = [500, 502, 503, 504];

/** An address that cannot be reached at all is not tried again. */
const PUSHES: DeliveryHabits = {
  patienceMs: 30_000,
  pausesMs: Array.from({ length: 9 }, (_, attempt) => 2000 * 2 ** attempt),
  isRetried: (status) => status !== undefined && RETRIED.includes(status),
};

export const createWorld = (origin: string, project: World['project']): World => {
  const random = seededRandom(SEED);
  const jobs = new TimedJobs();
  const courier = new Courier(jobs, PUSHES);
  const channels = new Channels(courier, random);
  return {
    origin,
    project,
    accounts: new Accounts(),
    grants: new Grants(),
    delegations: new Delegations(),
    events: new EventStore(({ calendarId }) => channels.changed(watchedEvents(calendarId))),
    syncTokens: new SyncTokens(),
    pages: new Pages(),
    channels,
    limits: new Limits(),
    jobs,
    courier,
    faults: new Faults(faultReply),
    calls: new CallLog(),
    random,
    deltasHeedWindow: false,
    shortPages: undefined,
    projectRefuses: undefined,
    verifiedDomains: undefined,
  };
};
