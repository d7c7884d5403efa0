/** Prints what happened with the time since the start, one line each. */
export const startTimeline = (print: (line: string) => void) => {
  const startedAt = performance.now();
  const stamp = (): string => `${((performance.now() - startedAt) / 1000).toFixed(2).padStart(7)} s`;
  return {
    chapter: (text: string): void => print(`\n${text}`),
    saw: (who: string, what: string): void => print(`${stamp()}  ${who.padEnd(8)} ${what}`),
    failed: (what: string): void => print(`${stamp()}  FAILED   ${what}`),
  };
};

export type Timeline = ReturnType<typeof startTimeline>;
