import { CallLog } from '../call-log.ts';
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
  readonly jobs: TimedJobs;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly random: () => number;
  /** The app as its registration has it. */
  app: App;
  quirks: Quirks;
}

const SEED = 20_261_122;

export const createWorld = (origin: string, options: AppOptions): World => ({
  origin,
  accounts: new Accounts(),
  tenants: new Tenants(),
  grants: new Grants(),
  events: new EventStore(() => {}),
  transactions: new Map(),
  deltas: new DeltaTokens(),
  mails: new Mails(),
  limits: new Limits(),
  jobs: new TimedJobs(),
  faults: new Faults(faultReply),
  calls: new CallLog(),
  random: seededRandom(SEED),
  app: { ...options, isSecretExpired: false },
  quirks: quirkSettings.parse({}),
});
