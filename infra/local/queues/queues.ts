import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { processClock } from '../clock.ts';
import type { Message } from './message.ts';
import { Queue, type savedQueue } from './queue.ts';
import { queueAttributes } from './queue-attributes.ts';
import { SqsError } from './sqs-error.ts';

const ACCOUNT = '000000000000';
const REGION = 'us-east-1';
const NAME = /^[\w-]{1,75}(\.fifo)?$/;

interface MoveTask {
  readonly TaskHandle: string;
  readonly Status: 'COMPLETED';
  readonly SourceArn: string;
  readonly DestinationArn?: string;
  readonly ApproximateNumberOfMessagesMoved: number;
  readonly StartedTimestamp: number;
}
type Saved = z.infer<typeof savedQueue>;

/** All queues of the account. */
export class Queues {
  private readonly byName = new Map<string, Queue>();
  private readonly waiting = new Set<() => void>();
  private tasks: MoveTask[] = [];

  constructor() {
    processClock.onJump(() => this.changed());
  }

  create(name: string, attributes: Record<string, string> = {}): Queue {
    const isFifo = attributes.FifoQueue === 'true';
    if (!NAME.test(name) || name.endsWith('.fifo') !== isFifo)
      throw new SqsError(
        'InvalidParameterValue',
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length; FIFO queue names end in .fifo.',
      );
    const earlier = this.byName.get(name);
    if (!earlier) return this.add(new Queue(name, `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`, attributes));
    const asked = queueAttributes(attributes);
    if (Object.entries(attributes).some(([key]) => asked[key] !== earlier.attributes[key]))
      throw new SqsError(
        'QueueNameExists',
        `A queue already exists with the same name and a different value for attributes: ${name}`,
      );
    return earlier;
  }

  get(name: string): Queue {
    const found = this.byName.get(name);
    if (!found) throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return found;
  }

  ofArn(arn: string): Queue {
    const found = this.all().find((queue) => queue.arn === arn);
    if (!found)
      throw new SqsError('ResourceNotFoundException', 'The resource that you specified does not exist.');
    return found;
  }

  all(): Queue[] {
    return [...this.byName.values()];
  }

  delete(name: string): void {
    this.get(name);
    this.byName.delete(name);
    this.changed();
  }

  clear(): void {
    for (const queue of this.byName.values()) queue.clear();
    this.tasks = [];
    this.changed();
  }

  receive(queue: Queue, max: number, visibilitySeconds?: number): Message[] {
    return queue.receive(max, visibilitySeconds, (arn, dead) => this.ofArn(arn).bury(dead));
  }

  /** The queues whose dead letters come here. */
  sourcesOf(dead: Queue): Queue[] {
    return this.all().filter(({ redrive }) => redrive?.deadLetterTargetArn === dead.arn);
  }

  /** All at once, where AWS takes its time. */
  move(sourceArn: string, destinationArn: string | undefined): MoveTask {
    const source = this.ofArn(sourceArn);
    const [origin] = this.sourcesOf(source);
    if (!origin)
      throw new SqsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
    const moved = source.takeAll();
    for (const dead of moved) this.ofArn(destinationArn ?? dead.source ?? origin.arn).readmit(dead);
    const task: MoveTask = {
      TaskHandle: Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn })).toString('base64'),
      Status: 'COMPLETED',
      SourceArn: sourceArn,
      ...(destinationArn && { DestinationArn: destinationArn }),
      ApproximateNumberOfMessagesMoved: moved.length,
      StartedTimestamp: Date.now(),
    };
    this.tasks.unshift(task);
    this.changed();
    return task;
  }

  tasksOf(sourceArn: string): MoveTask[] {
    return this.tasks.filter(({ SourceArn }) => SourceArn === sourceArn);
  }

  nextDue(): number | undefined {
    const times = this.all().flatMap((queue) => queue.nextDue() ?? []);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** Tells whoever waits that a message may have become visible. */
  changed(): void {
    for (const wake of this.waiting) wake();
  }

  /** Until something changed, something is due by the clock, or `ms` of real time went by. */
  async change(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    const due = this.nextDue();
    const untilDue = due === undefined ? ms : Math.max(due - Date.now(), 1);
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(ms, untilDue));
      this.waiting.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }

  save(): Saved[] {
    return this.all().map((queue) => queue.save());
  }

  /** Fills the queues that there are; the topology says which. */
  load(saved: readonly Saved[]): void {
    for (const each of saved) this.byName.get(each.name)?.load(each);
  }

  private add(queue: Queue): Queue {
    this.byName.set(queue.name, queue);
    return queue;
  }
}
