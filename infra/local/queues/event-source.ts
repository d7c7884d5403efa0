import { z } from 'zod';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';
import { sqsEvent } from './sqs-event.ts';

interface Mapping {
  readonly queue: Queue;
  readonly queues: Queues;
  readonly batchSize: number;
  readonly maxConcurrency: number;
  readonly invoke: (event: unknown) => Promise<unknown>;
}

/** Even without a change a poller looks again, as a long poll ends. */
const LOOK_AGAIN_MS = 20_000;

const partial = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullish();

/**
 * Which messages failed. A malformed report, or one that names an unknown message, fails the whole batch:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
const failedOf = (result: unknown, batch: readonly Message[]): ReadonlySet<string> => {
  const all = new Set(batch.map(({ id }) => id));
  const parsed = partial.safeParse(result === '' ? null : result);
  if (!parsed.success) return all;
  const named = (parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return named.every((id) => all.has(id)) ? new Set(named) : all;
};

/** Lambda's event source mapping for one queue: polls, invokes, deletes what was not reported as failed. */
export class EventSource {
  private readonly mapping: Mapping;
  private readonly running = new Set<Promise<void>>();

  constructor(mapping: Mapping) {
    this.mapping = mapping;
  }

  /** Delivers until nothing is visible and nothing runs; returns how many messages were delivered. */
  async drain(): Promise<number> {
    let delivered = 0;
    for (;;) {
      const batch = this.take();
      delivered += batch.length;
      if (batch.length > 0) await this.begin(batch);
      else if (this.running.size === 0) return delivered;
      else delivered += await this.finish();
    }
  }

  /** Polls until the signal ends it, several batches at a time as the topology allows. */
  async poll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const batch = this.running.size < this.mapping.maxConcurrency ? this.take() : [];
      if (batch.length === 0) await this.mapping.queues.change(LOOK_AGAIN_MS, signal);
      else
        this.begin(batch).catch((error: unknown) => {
          process.stderr.write(`a delivery broke off: ${String(error)}\n`);
        });
    }
  }

  private take(): Message[] {
    return this.mapping.queues.receive(this.mapping.queue, this.mapping.batchSize);
  }

  private async finish(): Promise<number> {
    const { size } = this.running;
    await Promise.all(this.running);
    return size;
  }

  private begin(batch: readonly Message[]): Promise<void> {
    const run = this.deliver(batch).finally(() => {
      this.running.delete(run);
      this.mapping.queues.changed();
    });
    this.running.add(run);
    return run;
  }

  private async deliver(batch: readonly Message[]): Promise<void> {
    const { queue, invoke } = this.mapping;
    const failed = await invoke(sqsEvent(queue, batch)).then(
      (result) => failedOf(result, batch),
      // Whoever invokes reports the error; for the queue the whole batch failed.
      () => new Set(batch.map(({ id }) => id)),
    );
    for (const { id, handle } of batch) if (!failed.has(id) && handle) queue.settle(handle);
  }
}
