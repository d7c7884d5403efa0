import type { IncomingMessage } from 'node:http';
import type { Reply } from '../../infra/serve.ts';
import { CONTAINER_HEADER } from './container-message.ts';

export interface Parked {
  readonly container: string;
  /** `before` it counts, or `after`, when only the answer is missing. */
  readonly when: 'before' | 'after';
  /** What is asked for; without ids, so that it is the same when a seed is played again. */
  readonly name: string;
}
interface Held extends Parked {
  readonly go: (isLost: boolean) => void;
}
interface Options {
  /** Whether this call of the container is held, by its number. */
  readonly isHeld: (container: string, call: number, when: Parked['when']) => boolean;
}

const CUT: Reply = { status: 500, cut: true };

const nameOf = ({ headers, method, url = '' }: IncomingMessage): string => {
  const [path = ''] = url.split('?');
  const target = headers['x-amz-target'];
  return typeof target === 'string'
    ? (target.split('.').at(-1) ?? '')
    : `${method} ${path.replace(/\/mrd[\w-]+|\/[a-z0-9]{16,}/gu, '/…')}`;
};

/** Where calls of containers stand until they are let go, one by one. */
export class CarPark {
  /** How many calls came; it tells whether anything still moves. */
  arrivals = 0;
  private held: Held[] = [];
  private isOpen = true;
  private readonly counts = new Map<string, number>();
  private readonly options: Options;

  constructor(options: Options) {
    this.options = options;
  }

  /** In an order that does not depend on who was quicker. */
  parked(): readonly Parked[] {
    return this.held.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  /** From now on nothing is held, and nothing that is goes on waiting. */
  open(): void {
    this.isOpen = true;
    for (const { go } of this.held.splice(0)) go(false);
  }

  close(): void {
    this.isOpen = false;
    this.counts.clear();
  }

  release(parked: Parked): void {
    this.held.find((each) => each === parked)?.go(false);
    this.held = this.held.filter((each) => each !== parked);
  }

  /** Nobody waits for these any more: what has not counted never will. */
  lose(container: string): void {
    const lost = this.held.filter((each) => each.container === container);
    this.held = this.held.filter((each) => each.container !== container);
    for (const { go } of lost) go(true);
  }

  async pass(request: IncomingMessage, answer: () => Promise<Reply>): Promise<Reply> {
    this.arrivals += 1;
    const container = request.headers[CONTAINER_HEADER];
    if (this.isOpen || typeof container !== 'string') return answer();
    const call = (this.counts.get(container) ?? 0) + 1;
    this.counts.set(container, call);
    const name = nameOf(request);
    if (await this.isLost({ container, name, when: 'before' }, call)) return CUT;
    const reply = await answer();
    return (await this.isLost({ container, name, when: 'after' }, call)) ? CUT : reply;
  }

  private async isLost(parked: Parked, call: number): Promise<boolean> {
    if (this.isOpen || !this.options.isHeld(parked.container, call, parked.when)) return false;
    return new Promise((go) => {
      this.held.push({ ...parked, go });
      this.arrivals += 1;
    });
  }
}

const keyOf = ({ container, name, when }: Parked): string => `${container} ${name} ${when}`;
