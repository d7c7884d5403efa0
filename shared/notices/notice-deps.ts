import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Letters } from '../ports/letters.ts';
import type { Log } from '../ports/log.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Notices } from '../ports/notices.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';
import type { People } from '../ports/people.ts';
import type { Queues } from '../ports/queues.ts';

/** What telling people needs. */
export interface NoticeDeps {
  readonly bookings: Bookings;
  readonly people: Pick<People, 'readMany'>;
  readonly settings: Pick<OrgSettingsStore, 'read'>;
  readonly notices: Notices;
  readonly letters: Letters;
  readonly mailer: Mailer;
  readonly queues: Queues;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly log: Log;
}
