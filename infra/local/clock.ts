const RealDate = globalThis.Date;
const listeners = new Set<() => void>();
/** Epoch milliseconds at which time stands still, or NaN where it runs; and what is added. Threads may share it. */
let cell = new Float64Array(new SharedArrayBuffer(16)).fill(Number.NaN, 0, 1);

const set = (frozenAt: number, offsetMs: number): void => cell.set([frozenAt, offsetMs]);
const nowMs = (): number => {
  const [frozenAt = Number.NaN, offsetMs = 0] = cell;
  return (Number.isNaN(frozenAt) ? RealDate.now() : frozenAt) + offsetMs;
};

const ShiftedDate: DateConstructor = new Proxy(RealDate, {
  construct: (target, args, newTarget): Date =>
    Reflect.construct(
      target,
      args.length === 0 ? [nowMs()] : args,
      newTarget === ShiftedDate ? target : newTarget,
    ),
  apply: () => new RealDate(nowMs()).toString(),
  get: (target, key, receiver) => (key === 'now' ? nowMs : Reflect.get(target, key, receiver)),
});

const told = (): void => {
  for (const listener of listeners) listener();
};

/**
 * `new Date()` and `Date.now()` of the whole process follow this clock: engines, simulators and Lambdas alike.
 * Timers, sockets and `performance` stay real.
 */
export const processClock = {
  install: (): void => {
    globalThis.Date = ShiftedDate;
  },
  uninstall: (): void => {
    globalThis.Date = RealDate;
    set(Number.NaN, 0);
    told();
  },
  /** From here on time stands still until it is advanced. */
  freeze: (at?: string): void => {
    set(at === undefined ? nowMs() : RealDate.parse(at), 0);
    told();
  },
  advance: (ms: number): void => {
    const [frozenAt = Number.NaN, offsetMs = 0] = cell;
    set(frozenAt, offsetMs + ms);
    told();
  },
  now: nowMs,
  /** For a thread's `follow`. */
  shared: (): SharedArrayBuffer => cell.buffer,
  /** The clock of the thread that started this one is ours too. */
  follow: (shared: SharedArrayBuffer): void => {
    cell = new Float64Array(shared);
  },
  /** Called after every jump, for whoever waits for an instant; returns the way to stop that. */
  onJump: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
