const POLL_MS = 25;
/** A machine that is busy with other things is slow, not wrong. */
const GIVE_UP_MS = 120_000;

/** Asks again until there is an answer; the demo fails with `what` if none comes within two minutes. */
export const until = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  while (performance.now() < giveUpAt) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
  throw new Error(`waited two minutes in vain: ${what}`);
};

/** A claim that the demo makes about what a party saw. */
export const hold = (claim: boolean, what: string): void => {
  if (!claim) throw new Error(`does not hold: ${what}`);
};
