type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

/** Work waits for the work before it, whether that failed or not. */
export const oneAtATime = (): Exclusive => {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = tail.then(work);
    tail = run.catch(() => undefined);
    return run;
  };
};
