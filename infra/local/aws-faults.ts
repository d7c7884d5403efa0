import type { Reply } from '../serve.ts';

/**
 * `fail`: 500, nothing done. `drop`: the connection breaks, nothing done. `cut`: done, then the connection breaks.
 * `hang`: nothing done and no answer until the next reset. Each service adds refusals of its own.
 */
type Common = 'fail' | 'drop' | 'cut' | 'hang';

export interface AwsFault<Refusal extends string> {
  readonly kind: Common | Refusal;
  /** Which operation; any without it. */
  readonly operation?: string;
  /** Only requests that carry this text, such as an address or a secret's name. */
  readonly about?: string;
  /** How many requests that fit go by unharmed before. */
  readonly skip?: number;
  readonly times?: number;
}
interface Asked {
  readonly operation: string;
  readonly text: string;
}

const CUT: Reply = { status: 500, cut: true };

/** Misfortune on order: each fault meets the next requests that fit it. */
export class AwsFaults<Refusal extends string> {
  private waiting: { fault: AwsFault<Refusal>; spared: number; left: number }[] = [];
  private hung: (() => void)[] = [];
  private readonly refusals: Record<Refusal, () => Reply>;

  constructor(refusals: Record<Refusal, () => Reply>) {
    this.refusals = refusals;
  }

  /** How many requests wait for an answer that only a reset gives. */
  get hanging(): number {
    return this.hung.length;
  }

  add(fault: AwsFault<Refusal>): void {
    this.waiting.push({ fault, spared: fault.skip ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.waiting = [];
    for (const release of this.hung.splice(0)) release();
  }

  async meet(asked: Asked, run: () => Reply | Promise<Reply>): Promise<Reply> {
    const kind = this.take(asked);
    if (kind === undefined) return run();
    if (kind === 'fail') return { status: 500, body: '' };
    if (kind === 'hang') await new Promise<void>((resolve) => this.hung.push(resolve));
    if (kind === 'cut') await run();
    return this.isRefusal(kind) ? this.refusals[kind]() : CUT;
  }

  private isRefusal(kind: Common | Refusal): kind is Refusal {
    return kind in this.refusals;
  }

  private take({ operation, text }: Asked): Common | Refusal | undefined {
    const entry = this.waiting.find(
      ({ fault }) =>
        (fault.operation ?? operation) === operation && (!fault.about || text.includes(fault.about)),
    );
    if (!entry) return undefined;
    if (entry.spared > 0) {
      entry.spared -= 1;
      return undefined;
    }
    entry.left -= 1;
    this.waiting = this.waiting.filter(({ left }) => left > 0);
    return entry.fault.kind;
  }
}
