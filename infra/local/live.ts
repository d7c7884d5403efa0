import type { Local } from './runtime.ts';

/** Often enough that a link which Google is still making comes as fast as at Google. */
const TICK_MS = 100;

/** Queues are polled and schedules fire by themselves, until the returned function ends it. */
export const runLive = ({ sources, schedules, cloud }: Local): (() => void) => {
  const stopping = new AbortController();
  for (const source of sources)
    source.poll(stopping.signal).catch((error: unknown) => {
      process.stderr.write(`a poller ended: ${String(error)}\n`);
    });
  const ticker = setInterval(() => {
    cloud.google.runDue();
    cloud.microsoft.runDue();
    cloud.zoom.runDue();
    schedules.runDue().catch((error: unknown) => {
      process.stderr.write(`a schedule broke off: ${String(error)}\n`);
    });
  }, TICK_MS);
  return () => {
    clearInterval(ticker);
    stopping.abort();
  };
};
