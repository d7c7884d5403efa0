import { topology } from '../../infra/topology.ts';
import { reminderMinute } from '../simulation/reminder-minute.ts';
import type { Row } from './row.ts';

const MEETINGS = 4_000;
const A_MINUTE_S = 60;

/** Meetings with a host and a guest that all begin at one time, by simulated time: from the sweep to the last mail. */
export const remindersAtOnce = async (): Promise<Row> => {
  const workers = topology.queues.mail.maxConcurrency;
  const { reminded, sweptAfterMs, sentAfterMs, requests } = await reminderMinute({
    meetings: MEETINGS,
    workers,
  });
  if (new Set(reminded).size !== 2 * MEETINGS || reminded.length !== 2 * MEETINGS)
    throw new Error('somebody was not reminded, or twice');
  const meetings = MEETINGS.toLocaleString('en');
  return {
    what: `${meetings} meetings reminded of at one time, until the last of ${reminded.length.toLocaleString('en')} mails`,
    measured: sentAfterMs / 1000,
    budget: A_MINUTE_S,
    unit: 's',
    note: `${workers} machines at once, 15 ms a write, 60 ms a mail; ${(requests / MEETINGS).toFixed(1)} requests a meeting, all in the queue after ${(sweptAfterMs / 1000).toFixed(0)} s`,
  };
};
