import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 100;

/** Asks again until the answer is done or the seconds are over; the last answer either way. */
export const poll = async <T>(
  seconds: number,
  ask: () => Promise<T>,
  isDone: (answer: T) => boolean,
): Promise<T> => {
  const until = performance.now() + seconds * 1000;
  let answer = await ask();
  while (!isDone(answer) && performance.now() + EVERY_MS < until) {
    await pause(EVERY_MS);
    answer = await ask();
  }
  return answer;
};
