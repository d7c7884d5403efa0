import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DedupeWindow, dedupeKey } from './dedupe-window.ts';
import { fairOrder } from './fair-order.ts';
import { type Message, message, type Sent } from './message.ts';
import { queueAttributes, type RedrivePolicy, redriveOf } from './queue-attributes.ts';
import { expiredHandle, messageOfHandle, newReceiptHandle, unknownHandle } from './receipt-handle.ts';
import { SqsError } from './sqs-error.ts';

export const savedQueue = z.object({
  name: z.string(),
  attributes: z.record(z.string(), z.string()),
  messages: z.array(message),
  dedupes: z.array(
    z.tuple([z.string(), z.object({ id: z.string(), sequence: z.string(), until: z.number() })]),
  ),
  sequence: z.number(),
});
type SavedQueue = z.infer<typeof savedQueue>;
type Bury = (arn: string, dead: Message) => void;

/** One queue by the clock of the process: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly createdAt = Date.now();
  attributes: Record<string, string>;
  private messages: Message[] = [];
  private readonly dedupes = new DedupeWindow();
  private sequence = 0;
  private lostDeletes = 0;

  constructor(name: string, arn: string, attributes: Record<string, string>) {
    this.name = name;
    this.arn = arn;
    this.attributes = queueAttributes(attributes);
  }

  get isFifo(): boolean {
    return this.attributes.FifoQueue === 'true';
  }

  get redrive(): RedrivePolicy | undefined {
    return redriveOf(this.attributes);
  }

  seconds(attribute: string): number {
    return Number(this.attributes[attribute]);
  }

  send(sent: Sent): Pick<Message, 'id' | 'sequence'> {
    if (!this.isFifo) return this.accept(sent);
    const key = dedupeKey(sent, this.attributes.DeduplicationScope);
    const earlier = this.dedupes.find(key);
    if (earlier) return earlier;
    const accepted = this.accept(sent);
    this.dedupes.remember(key, accepted);
    return accepted;
  }

  /** What is due, in order; a FIFO group with a message in flight waits, others go on. */
  receive(max: number, visibilitySeconds: number | undefined, bury: Bury): Message[] {
    this.expire();
    const taken: Message[] = [];
    for (const each of this.available()) {
      if (taken.length === max) break;
      if (this.redrive && each.receives >= this.redrive.maxReceiveCount) {
        this.messages = this.messages.filter((other) => other !== each);
        bury(this.redrive.deadLetterTargetArn, { ...each, source: this.arn });
      } else taken.push(this.take(each, visibilitySeconds));
    }
    return taken.map((each) => ({ ...each }));
  }

  /** An older handle of a message deletes nothing; on a FIFO queue it is an error. */
  remove(handle: string): void {
    const found = this.ofHandle(handle);
    if (!found) return;
    const isCurrent = found.handle === handle;
    if (this.isFifo && !(isCurrent && this.isHidden(found))) throw expiredHandle(handle);
    if (isCurrent) this.drop(found);
  }

  /** Deletes if the handle still counts, as a poller does that cannot know whether it was too late. */
  settle(handle: string): void {
    const found = this.ofHandle(handle);
    if (found?.handle === handle && (!this.isFifo || this.isHidden(found))) this.drop(found);
  }

  private drop(found: Message): void {
    if (this.lostDeletes > 0) {
      this.lostDeletes -= 1;
      found.visibleAt = Date.now();
    } else this.messages = this.messages.filter((other) => other !== found);
  }

  hide(handle: string, forSeconds: number): void {
    const found = this.ofHandle(handle);
    if (!found || found.handle !== handle) throw unknownHandle(handle);
    if (!this.isHidden(found))
      throw new SqsError('MessageNotInflight', 'The message referred to is not in flight.');
    found.visibleAt = Date.now() + forSeconds * 1000;
  }

  /** The next deletes are lost: what was done is delivered once more, as at-least-once delivery may. */
  duplicateNext(count: number): void {
    this.lostDeletes = count;
  }

  bury(dead: Message): void {
    // A FIFO queue dates a dead letter anew, a standard queue keeps the first date, retention counting from it.
    const sentAt = this.isFifo ? Date.now() : dead.sentAt;
    this.messages.push({ ...dead, sentAt, handle: undefined, visibleAt: Date.now() });
  }

  /** A dead letter that goes back is a new message. */
  readmit(dead: Message): void {
    const { body, attributes, group, dedupe, trace } = dead;
    this.accept({ body, attributes, group, dedupe, trace, delaySeconds: 0 });
  }

  takeAll(): Message[] {
    return this.messages.splice(0);
  }

  clear(): void {
    this.load({ ...this.save(), messages: [], dedupes: [] });
    this.lostDeletes = 0;
  }

  peek(): readonly Message[] {
    this.expire();
    return this.messages.map((each) => ({ ...each }));
  }

  counts(): { visible: number; inFlight: number; delayed: number } {
    this.expire();
    const hidden = this.messages.filter(this.isHidden);
    const inFlight = hidden.filter(({ handle }) => handle !== undefined).length;
    return { visible: this.messages.length - hidden.length, inFlight, delayed: hidden.length - inFlight };
  }

  /** When something next becomes visible by itself. */
  nextDue(): number | undefined {
    const times = this.messages.filter(this.isHidden).map(({ visibleAt }) => visibleAt);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  save(): SavedQueue {
    const { name, attributes, messages, sequence } = this;
    return { name, attributes, messages, sequence, dedupes: this.dedupes.entries() };
  }

  load({ messages, dedupes, sequence }: SavedQueue): void {
    this.messages = messages;
    this.sequence = sequence;
    this.dedupes.load(dedupes);
  }

  private readonly isHidden = ({ visibleAt }: Message): boolean => visibleAt > Date.now();

  private available(): Message[] {
    const hidden = this.messages.filter(this.isHidden);
    const visible = this.messages.filter((each) => !this.isHidden(each));
    if (!this.isFifo) return fairOrder(visible, hidden);
    const blocked = new Set(hidden.map(({ group }) => group));
    return visible.filter(({ group }) => !blocked.has(group));
  }

  private ofHandle(handle: string): Message | undefined {
    const id = messageOfHandle(this.name, handle);
    return this.messages.find((each) => each.id === id);
  }

  private accept({ delaySeconds = this.seconds('DelaySeconds'), ...sent }: Sent): Message {
    const accepted: Message = {
      ...sent,
      id: randomUUID(),
      sequence: String(++this.sequence).padStart(20, '0'),
      sentAt: Date.now(),
      receives: 0,
      visibleAt: Date.now() + delaySeconds * 1000,
    };
    this.messages.push(accepted);
    return accepted;
  }

  private take(taken: Message, visibilitySeconds = this.seconds('VisibilityTimeout')): Message {
    taken.receives += 1;
    taken.firstReceivedAt ??= Date.now();
    taken.handle = newReceiptHandle(this.name, taken.id);
    taken.visibleAt = Date.now() + visibilitySeconds * 1000;
    return taken;
  }

  private expire(): void {
    const oldest = Date.now() - this.seconds('MessageRetentionPeriod') * 1000;
    this.messages = this.messages.filter(({ sentAt }) => sentAt > oldest);
  }
}
