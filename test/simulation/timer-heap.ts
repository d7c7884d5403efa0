interface Timer {
  readonly at: number;
  readonly key: string;
}

/** The earliest first, whatever order they came in. */
export class TimerHeap {
  private readonly timers: Timer[] = [];

  peek(): Timer | undefined {
    return this.timers[0];
  }

  push(timer: Timer): void {
    let hole = this.timers.length;
    this.timers.push(timer);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = this.timers[parent];
      if (above === undefined || above.at <= timer.at) break;
      this.timers[hole] = above;
      hole = parent;
    }
    this.timers[hole] = timer;
  }

  pop(): Timer | undefined {
    const [first] = this.timers;
    const last = this.timers.pop();
    if (last !== undefined && this.timers.length > 0) this.sink(last);
    return first;
  }

  private sink(timer: Timer): void {
    let hole = 0;
    for (;;) {
      const child = this.earlierChild(hole);
      const below = this.timers[child];
      if (below === undefined || below.at >= timer.at) break;
      this.timers[hole] = below;
      hole = child;
    }
    this.timers[hole] = timer;
  }

  private earlierChild(parent: number): number {
    const left = 2 * parent + 1;
    const right = this.timers[left + 1];
    return right !== undefined && right.at < (this.timers[left]?.at ?? 0) ? left + 1 : left;
  }
}
