const POLL_MS = 25;
const GIVE_UP_MS = 30_000;

/** Asks again until there is an answer; the demo fails with `what` if none comes within 30 s. */
export const until = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  while (performance.now() < giveUpAt) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
  throw new Error(`waited 30 s in vain: ${what}`);
};

/** A claim that the demo makes about what a party saw. */
export const hold = (claim: boolean, what: string): void => {
  if (!claim) throw new Error(`does not hold: ${what}`);
};
