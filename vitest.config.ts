import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/engines.ts'],
    isolate: false,
    maxWorkers: 2,
    sequence: { shuffle: true },
    // Nothing sleeps; this is for a machine that does ten other things.
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
