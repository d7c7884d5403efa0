import type { DeadLetters } from './dead-letters.ts';

const WITHOUT = 'no reason kept: the function ran out of time or memory, or could not write; see its log';

/** A queue with its dead letters, the most frequent reason first, each with the last case that it was given for. */
export const describeDeadLetters = ({ queue, count, reasons }: DeadLetters): string[] => {
  const plural = count === 1 ? '1 dead letter' : `${count} dead letters`;
  const groups = [...Map.groupBy(reasons, ({ reason }) => reason)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  const lines = groups.map(([reason, cases]) => {
    const last = cases.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1);
    const about = last?.trace === undefined ? `message ${last?.messageId}` : `requestId ${last.trace}`;
    return `${String(cases.length).padStart(5)} x  ${reason} (last ${last?.at}, ${about})`;
  });
  const silent = count - reasons.length;
  if (silent > 0) lines.push(`${String(silent).padStart(5)} x  ${WITHOUT}`);
  return [`${queue.padEnd(10)} ${plural}`, ...(count > 0 ? lines : [])];
};
