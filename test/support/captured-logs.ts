import { vi } from 'vitest';

export interface CapturedLogs {
  /** What CloudWatch would hold of this test, one JSON line an event. */
  lines(): readonly string[];
  clear(): void;
  release(): void;
}

/** Takes the functions' log lines off the screen and keeps them, for a test that proves what they do not tell. */
export const captureLogs = (): CapturedLogs => {
  const lines: string[] = [];
  const print = process.stdout.write.bind(process.stdout);
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk: string | Uint8Array) => {
    if (typeof chunk !== 'string' || !chunk.startsWith('{"level":')) return print(chunk);
    lines.push(chunk.trimEnd());
    return true;
  });
  return {
    lines: () => lines,
    clear: () => {
      lines.length = 0;
      spy.mockClear();
    },
    release: () => spy.mockRestore(),
  };
};
