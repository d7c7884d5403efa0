import { CallLog } from '../call-log.ts';
import { Courier } from '../courier.ts';
import { Faults } from '../faults.ts';
import { seededRandom } from '../seeded-random.ts';
import { TimedJobs } from '../timed-jobs.ts';
import { Accounts } from './accounts.ts';
import { Grants } from './entra/grants.ts';
import { faultReply } from './fault-reply.ts';
import { DeltaTokens } from './graph/delta-tokens.ts';
import { EventStore } from './graph/event-store.ts';
import { Limits } from './graph/limits.ts';
import { Mails } from './graph/mails.ts';
import { NOTIFICATIONS } from './notifications/habits.ts';
import { Notifier } from './notifications/notifier.ts';
import { Subscriptions } from './notifications/subscriptions.ts';
import { type Quirks, quirkSettings } from './quirks.ts';
import { Tenants } from './tenants.ts';

export interface AppOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: () => readonly string[];
}

interface App extends AppOptions {
  readonly isSecretExpired: boolean;
}

/** All that one simulated Microsoft knows; a reset is a new one. */
export interface World {
  readonly origin: string;
  readonly accounts: Accounts;
  readonly tenants: Tenants;
  readonly grants: Grants;
  readonly events: EventStore;
  /** Mailbox and `transactionId` to the key of the event that took it, also when that is gone. */
  readonly transactions: Map<string, string>;
  readonly deltas: DeltaTokens;
  readonly mails: Mails;
  readonly limits: Limits;
  readonly subscriptions: Subscriptions;
  readonly notifier: Notifier;
  readonly jobs: TimedJobs;
  readonly courier: Courier;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly random: () => number;
  /** The app as its registration has it. */
  app: App;
  quirks: Quirks;
}

const SEED = 20_261_122;

export const createWorld = (origin: string, options: AppOptions): World => {
  const jobs = new TimedJobs();
  const courier = new Courier(jobs, NOTIFICATIONS);
  const accounts = new Accounts();
  const subscriptions = new Subscriptions();
  const notifier = new Notifier({ subscriptions, accounts, jobs, courier });
  return {
    origin,
    accounts,
    tenants: new Tenants(),
    grants: new Grants(),
    events: new EventStore((happening, event) => notifier.changed(happening, event)),
    transactions: new Map(),
    deltas: new DeltaTokens(),
    mails: new Mails(),
    limits: new Limits(),
    subscriptions,
    notifier,
    jobs,
    courier,
    faults: new Faults(faultReply),
    calls: new CallLog(),
    random: seededRandom(SEED),
    app: { ...options, isSecretExpired: false },
    quirks: quirkSettings.parse({}),
  };
};
