interface Job {
  readonly dueAt: number;
  readonly run: () => void;
}

/** Work for later by the clock of the process, which may stand still or jump: no timer would follow it. */
export class TimedJobs {
  private jobs: Job[] = [];

  after(delayMs: number, run: () => void): void {
    this.jobs.push({ dueAt: Date.now() + delayMs, run });
  }

  nextDue(): number | undefined {
    return this.jobs.length > 0 ? Math.min(...this.jobs.map(({ dueAt }) => dueAt)) : undefined;
  }

  runDue(): void {
    const now = Date.now();
    const due = this.jobs.filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    this.jobs = this.jobs.filter(({ dueAt }) => dueAt > now);
    for (const { run } of due) run();
  }
}
