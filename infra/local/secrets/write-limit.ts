interface WriteLimit {
  /** False once the bucket is empty. */
  take(): boolean;
  set(burst: number): void;
}

const PER_SECOND = 50;
/** AWS allows no burst to speak of; a test on a clock that stands still writes many times at one instant. */
const BURST = 1000;

/** 50 writes a second by the clock of the process: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
export const writeLimit = (): WriteLimit => {
  let most = BURST;
  let left = BURST;
  let at = Date.now();
  return {
    set: (burst) => {
      most = burst;
      left = burst;
      at = Date.now();
    },
    take: () => {
      const now = Date.now();
      left = Math.min(most, left + (Math.max(0, now - at) / 1000) * PER_SECOND);
      at = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
};
