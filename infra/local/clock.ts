const RealDate = globalThis.Date;
const listeners = new Set<() => void>();
let offsetMs = 0;
let frozenAt: number | undefined;

const nowMs = (): number => (frozenAt ?? RealDate.now()) + offsetMs;

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
    offsetMs = 0;
    frozenAt = undefined;
    told();
  },
  /** From here on time stands still until it is advanced. */
  freeze: (at?: string): void => {
    frozenAt = at === undefined ? nowMs() : RealDate.parse(at);
    offsetMs = 0;
    told();
  },
  advance: (ms: number): void => {
    offsetMs += ms;
    told();
  },
  now: nowMs,
  /** Called after every jump, for whoever waits for an instant; returns the way to stop that. */
  onJump: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
