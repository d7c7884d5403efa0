import { setTimeout as pause } from 'node:timers/promises';
import { runLive } from '../../infra/local/live.ts';
import type { Local } from '../../infra/local/runtime.ts';
import { connectGoogle } from '../support/connect-google.ts';
import type { Hub } from '../support/hub.ts';
import { GINA, inGoogle, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import type { Row } from './row.ts';
import { quantile } from './statistics.ts';

const MOVES = 20;
const BUDGET_MS = 1_000;
const PATIENCE_MS = 30_000;
const DAY_MS = 86_400_000;

const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (performance.now() < giveUpAt) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(3);
  }
  throw new Error('it never came');
};

const mailsTo = async ({ inbox }: Hub, address: string): Promise<number> => (await inbox.to(address)).length;

const mailsArrived = async (hub: Hub, atLeast: number): Promise<void> => {
  await until(async () => ((await mailsTo(hub, GINA.email)) >= atLeast ? true : undefined));
};

/** A booking a day ahead, its event in Google and its first mail sent. */
const bookedEvent = async (hub: Hub, begins: (hours: number) => string): Promise<string> => {
  await connectGoogle(hub, 'ben');
  const { id } = await book(hub, {
    location: { kind: 'google_meet' },
    guests: [GINA],
    start: begins(0),
    end: begins(1),
  });
  await mailsArrived(hub, 1);
  return until(async () => (await readBooking(hub, id)).hosts[0]?.calendar.eventId);
};

/** The hub runs as `npm start` runs it, on real time: the host moves a meeting in Google, until the guest has the mail. */
export const endToEnd = async (local: Local, hub: Hub): Promise<Row> => {
  const stop = runLive(local);
  try {
    const tomorrow = Math.ceil((Date.now() + DAY_MS) / DAY_MS) * DAY_MS;
    const begins = (hours: number): string => new Date(tomorrow + hours * 3_600_000).toISOString();
    const eventId = await bookedEvent(hub, begins);
    const ben = await inGoogle(hub, 'ben');
    const times: number[] = [];
    for (let move = 1; move <= MOVES; move += 1) {
      const before = await mailsTo(hub, GINA.email);
      const from = performance.now();
      await ben.move(eventId, begins(move), begins(move + 1));
      await mailsArrived(hub, before + 1);
      times.push(performance.now() - from);
    }
    const p95 = quantile(times, 0.95);
    return {
      what: 'p95 from a move in Google to the mail in the inbox',
      measured: p95 / BUDGET_MS,
      budget: 1,
      unit: '× one second',
      note: `p95 ${p95.toFixed(0)} ms, median ${quantile(times, 0.5).toFixed(0)} ms`,
    };
  } finally {
    stop();
  }
};
