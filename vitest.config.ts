import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    // Most of the time goes into TypeScript programs, and the machines of CI are slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
