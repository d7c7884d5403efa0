import type { ProvisionWork } from '../../events/internal/provision-work.ts';

type Kind = ProvisionWork['kind'];

/** Who does what: one job for every kind of message. */
export type ProvisionJobs = {
  readonly [K in Kind]: (work: Extract<ProvisionWork, { kind: K }>) => Promise<void>;
};

/** Hands a message to the job of its kind. */
export const workProvision =
  (jobs: ProvisionJobs) =>
  (work: ProvisionWork): Promise<void> => {
    switch (work.kind) {
      case 'booking':
        return jobs.booking(work);
      case 'meeting':
        return jobs.meeting(work);
      case 'connect':
        return jobs.connect(work);
      case 'disconnect':
        return jobs.disconnect(work);
      case 'calendars':
        return jobs.calendars(work);
      case 'forget_attempt':
        return jobs.forget_attempt(work);
      case 'lost':
        return jobs.lost(work);
      case 'probe':
        return jobs.probe(work);
      case 'keep_alive':
        return jobs.keep_alive(work);
      case 'deauthorized':
        return jobs.deauthorized(work);
      case 'person_removed':
        return jobs.person_removed(work);
      case 'hold':
        return jobs.hold(work);
      case 'declined':
        return jobs.declined(work);
      case 'conflicts':
        return jobs.conflicts(work);
      case 'series':
        return jobs.series(work);
      case 'org_privacy':
        return jobs.org_privacy(work);
    }
  };
