interface LoggedCall {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** 0 when the connection was cut. */
  readonly status: number;
  readonly at: string;
  readonly account?: string;
}

const KEPT = 20_000;

/** What apps asked, oldest first, for assertions and for the person at the control page. */
export class CallLog {
  private calls: LoggedCall[] = [];

  add(call: Omit<LoggedCall, 'at'>): void {
    if (this.calls.length >= KEPT) this.calls = this.calls.slice(KEPT / 2);
    this.calls.push({ ...call, at: new Date().toISOString() });
  }

  all(): readonly LoggedCall[] {
    return this.calls;
  }
}
