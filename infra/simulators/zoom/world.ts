import { CallLog } from '../call-log.ts';
import { Courier } from '../courier.ts';
import { Faults } from '../faults.ts';
import { seededRandom } from '../seeded-random.ts';
import { TimedJobs } from '../timed-jobs.ts';
import { Limits } from './api/limits.ts';
import { Meetings } from './api/meetings.ts';
import { Pages } from './api/pages.ts';
import { faultReply } from './fault-reply.ts';
import { Grants } from './oauth/grants.ts';
import { ALL_SCOPES, type Scope } from './oauth/scopes.ts';
import { Users } from './users.ts';
import { WEBHOOKS } from './webhooks/habits.ts';
import { Subscriptions } from './webhooks/subscriptions.ts';

export interface AppOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: () => readonly string[];
  readonly webhookSecret: string;
  /** Entered and validated before everything begins. */
  readonly webhookUrl?: string;
}

interface App extends AppOptions {
  readonly scopes: readonly Scope[];
  readonly declineAnswers: 'error' | 'nothing';
}

interface Deauthorization {
  readonly event: 'sent' | 'lost' | 'unverifiable';
  readonly delaySeconds: number;
  readonly userDataRetention: 'null' | 'false' | 'true' | 'absent';
}

/** All that one simulated Zoom knows; a reset is a new one. */
export interface World {
  readonly origin: string;
  readonly users: Users;
  readonly grants: Grants;
  readonly meetings: Meetings;
  readonly pages: Pages;
  readonly limits: Limits;
  readonly jobs: TimedJobs;
  readonly courier: Courier;
  readonly subscriptions: Subscriptions;
  readonly faults: Faults;
  readonly calls: CallLog;
  /** The app as the Marketplace has it. */
  app: App;
  /** What becomes of the word that a user removed the app. */
  deauthorization: Deauthorization;
}

const SEED = 20_261_121;

export const createWorld = (origin: string, options: AppOptions): World => {
  const jobs = new TimedJobs();
  const courier = new Courier(jobs, WEBHOOKS);
  const secret = (): string => world.app.webhookSecret;
  const world: World = {
    origin,
    users: new Users(),
    grants: new Grants(),
    meetings: new Meetings(seededRandom(SEED)),
    pages: new Pages(),
    limits: new Limits(),
    jobs,
    courier,
    subscriptions: new Subscriptions({ jobs, courier, secret }),
    faults: new Faults(faultReply),
    calls: new CallLog(),
    app: { ...options, scopes: ALL_SCOPES, declineAnswers: 'error' },
    deauthorization: { event: 'sent', delaySeconds: 0, userDataRetention: 'null' },
  };
  if (options.webhookUrl !== undefined) world.subscriptions.putValidated(options.webhookUrl);
  return world;
};
