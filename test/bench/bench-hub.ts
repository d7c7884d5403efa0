import { processClock } from '../../infra/local/clock.ts';
import { type Local, startLocal } from '../../infra/local/runtime.ts';
import { type Hub, hubOf, START } from '../support/hub.ts';

export interface BenchHub {
  readonly local: Local;
  readonly hub: Hub;
  readonly ingest: (event: unknown) => Promise<unknown>;
  /** As on the first day, at an instant that stands still. */
  fresh(): Promise<void>;
}

const silent = { lines: () => [], clear: () => undefined, release: () => undefined };

/** What the functions log would drown the table. */
const hushLogs = (): void => {
  const print = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: string | Uint8Array): boolean =>
    typeof chunk === 'string' && chunk.startsWith('{"level":') ? true : print(chunk);
};

/** The local hub in this process, with the deployed handlers. */
export const benchHub = async (): Promise<BenchHub> => {
  hushLogs();
  const local = await startLocal();
  return {
    local,
    hub: hubOf(local, silent),
    ingest: (event) => local.functions.invoke('ingest', event),
    fresh: async () => {
      await local.timeline.abandon();
      processClock.freeze(START);
      await local.reset();
    },
  };
};
